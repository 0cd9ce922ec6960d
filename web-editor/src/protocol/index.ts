/** The messages of the wire protocol, version 1: what is sent, and what may be believed of what is received. */
export * from "./clientMessages";
export { ProtocolError } from "./fields";
export * from "./messageTypes";
export * from "./serverMessages";
