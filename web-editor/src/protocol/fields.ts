import { MalformedOpsError, type Ops, readOps } from "../ot";

/** A message that is not what the protocol describes. */
export class ProtocolError extends Error {
  override name = "ProtocolError";
}

/** Reads the members of one JSON object strictly: nothing is converted, nothing is assumed. */
export class Fields {
  private readonly members: ReadonlyMap<string, unknown>;

  private constructor(
    json: Record<string, unknown>,
    private readonly where: string,
  ) {
    this.members = new Map(Object.entries(json));
  }

  static of(json: unknown, where: string): Fields {
    if (!isObject(json)) throw new ProtocolError(`${where} is not an object`);
    return new Fields(json, where);
  }

  has(name: string): boolean {
    return this.members.has(name);
  }

  string(name: string): string {
    const value = this.members.get(name);
    if (typeof value !== "string") throw this.wrong(name, "a string");
    return value;
  }

  optionalString(name: string): string | undefined {
    return this.has(name) ? this.string(name) : undefined;
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.members.get(name);
    if (value !== undefined && typeof value !== "boolean") throw this.wrong(name, "true or false");
    return value;
  }

  integer(name: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
    const value = this.members.get(name);
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < min || value > max) {
      throw this.wrong(name, `an integer from ${min} to ${max}`);
    }
    return value;
  }

  optionalInteger(name: string, min: number): number | undefined {
    return this.has(name) ? this.integer(name, min) : undefined;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.string(name);
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw this.wrong(name, `one of ${values.join(", ")}`);
    return found;
  }

  /** 16 bytes as lower-case hexadecimal digits. */
  digest(name: string): string {
    const value = this.string(name);
    if (!/^[0-9a-f]{32}$/.test(value)) throw this.wrong(name, "32 hexadecimal digits");
    return value;
  }

  colour(name: string): string {
    const value = this.string(name);
    if (!/^#[0-9a-fA-F]{6}$/.test(value)) throw this.wrong(name, "a colour #rrggbb");
    return value;
  }

  list<T>(name: string, read: (item: unknown) => T): T[] {
    const value = this.members.get(name);
    if (!Array.isArray(value)) throw this.wrong(name, "an array");
    return (value as unknown[]).map(read);
  }

  object(name: string): Fields {
    return Fields.of(this.members.get(name), `${this.where}.${name}`);
  }

  optionalObject(name: string): Fields | undefined {
    return this.has(name) ? this.object(name) : undefined;
  }

  isNull(name: string): boolean {
    return this.members.get(name) === null;
  }

  /** The object, or nothing where there is `null`. */
  objectOrNull(name: string): Fields | undefined {
    return this.isNull(name) ? undefined : this.object(name);
  }

  ops(name: string): Ops {
    try {
      return readOps(this.members.get(name));
    } catch (error) {
      if (error instanceof MalformedOpsError) throw new ProtocolError(`${this.where}.${name}: ${error.message}`);
      throw error;
    }
  }

  private wrong(name: string, what: string): ProtocolError {
    return new ProtocolError(`${this.where}.${name} is not ${what}`);
  }
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
