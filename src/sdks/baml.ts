import type { Operation, Sdk } from './sdk.ts';

/** BAML generates a client with a method for each function of the `.baml` files, which also name the models. https://docs.boundaryml.com/ref/baml_client/client */
const documentation = 'https://docs.boundaryml.com/ref/baml_client/client';

const call: Operation = { api: 'baml.call', on: ['baml.client'], chains: ['*'], parameters: { prompt: ['**', '#*'] }, capDefault: 'model', caching: 'byProvider', documentation };

/** Every function of the generated client, and its stream. The `.baml` files are not read, so models and prompts stay unknown. */
export const baml: Sdk = {
  id: 'baml', title: 'BAML', kind: 'framework', provider: null, commonName: true, generated: true, packages: { python: ['baml_client'], javascript: ['baml_client'] },
  handles: [
    { gives: 'baml.client', exports: ['b'], called: false },
    { gives: 'baml.client', on: ['baml.client'], chains: ['with_options', 'withOptions'] },
  ],
  operations: [call, { ...call, chains: ['stream.*'], streams: true }],
  documentation,
};
