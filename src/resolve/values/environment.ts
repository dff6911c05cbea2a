import { unknown, type ExternalValue, type UnknownValue } from './values.ts';

/** Modules that export the environment as `env`: https://bun.sh/docs/runtime/env, https://nodejs.org/api/process.html, https://svelte.dev/docs/kit/$env-dynamic-private */
const environmentModules = /^(?:bun|(?:node:)?process|\$env\/dynamic\/\w+)$/;

/** Whether a value from outside is the environment: `process.env`, `os.environ`, `env` of the modules that export it. */
export function isEnvironment({ module, path }: ExternalValue): boolean {
  const dotted = path.join('.');
  return (
    (/^(?:default\.)?env$/.test(dotted) && environmentModules.test(module)) ||
    dotted === 'process.env' ||
    dotted === 'import.meta.env' ||
    dotted === 'environ' ||
    dotted === 'Deno.env' ||
    dotted === 'Bun.env'
  );
}

/** The value of an environment variable: unknown, and known to be one. */
export function environment(name: string, at: { span: UnknownValue['span']; file: string | null }): UnknownValue {
  return { ...unknown(`environment variable ${name}`, name, [], at), environment: true };
}
