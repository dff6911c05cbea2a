/** The catalog of `pricing/`, validated and inlined by the build. */
declare module 'llmcost:catalog' {
  const catalog: import('./catalog.ts').Catalog;
  export default catalog;
}
