/** The clients of a kind, loaded when they are needed: that of Inkwell is bundled first. */
export async function clientsOf(name) {
  switch (name) {
    case 'inkwell':
      return (await import('../clients/inkwell.mjs')).inkwell;
    case 'sharedb':
      return (await import('../clients/sharedb.mjs')).sharedb;
    case 'hocuspocus':
      return (await import('../clients/hocuspocus.mjs')).hocuspocus;
    default:
      throw new Error(`no client is called ${name}`);
  }
}
