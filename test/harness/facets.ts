/** What code does, and the fixture that shows that we follow it. `unsupported` is a known gap; null: the language has no such thing. */
export type Support = readonly string[] | 'unsupported' | null;

export const facets: Readonly<Record<string, { readonly python: Support; readonly typescript: Support }>> = {
  'import and alias': { python: ['import_alias'], typescript: ['ai_sdk'] },
  'require and dynamic import': { python: null, typescript: ['require_and_import'] },
  'client in an attribute': { python: ['client_attribute'], typescript: ['client_field'] },
  'client as a typed parameter': { python: ['client_parameter'], typescript: ['spread'] },
  'environment with default': { python: ['environment_default'], typescript: ['client_field'] },
  'constant or enum of another file': { python: ['cross_file'], typescript: ['cross_file'] },
  'spread and keyword records': { python: ['spread'], typescript: ['spread'] },
  'template and formatted text': { python: ['template_text', 'client_attribute'], typescript: ['ai_sdk'] },
  'model of several': { python: ['either_model'], typescript: ['model_of_several', 'assigned_later'] },
  'helper that forwards a prompt': { python: ['wrapper'], typescript: ['promise_all'] },
  'loop and callback': { python: ['in_loop'], typescript: ['in_loop', 'promise_all'] },
  'async and stream': { python: ['stream_async'], typescript: ['ai_sdk'] },
  'prompt caching marker': { python: ['cache_control'], typescript: ['cache_control'] },
  'another SDK of the same shape': { python: ['groq_client'], typescript: ['groq_client'] },
  'branch for tests': { python: ['test_branch'], typescript: ['test_branch'] },
  'unfinished code': { python: ['unfinished'], typescript: ['unfinished'] },
  'CRLF and non-ASCII text': { python: ['crlf_non_ascii'], typescript: ['crlf_non_ascii'] },
  'silent: comments, strings, look-alikes': { python: ['silent_lookalikes'], typescript: ['silent_lookalikes'] },
};

/** The table as the README shows it. */
export function supportTable(): string {
  const mark = (support: Support) => (support === null ? '–' : support === 'unsupported' ? 'no fixture yet' : 'yes');
  return ['| what code does | Python, notebooks | TypeScript, JavaScript |', '|---|---|---|', ...Object.entries(facets).map(([name, one]) => `| ${name} | ${mark(one.python)} | ${mark(one.typescript)} |`)].join('\n');
}
