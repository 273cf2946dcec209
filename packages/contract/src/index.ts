/** Every message that crosses the wire, once. */
export * from './protocol.ts';
export * from './basics.ts';
export * from './errors.ts';
export * from './scheme.ts';
export * from './timer.ts';
export * from './station-clock.ts';
export * from './board.ts';
export * from './recusal.ts';
export * from './access-log.ts';
export * from './desk.ts';
export * from './console.ts';
export * from './own-result.ts';
export * from './published.ts';
export * from './results.ts';
export * from './messages.ts';
export * from './routes.ts';
