/** The parts of the manifest that the checks read. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string; readonly icon?: string }[];
    readonly configuration: readonly { readonly title: string; readonly properties: Readonly<Record<string, Setting>> }[];
    readonly menus?: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string; readonly group?: string }[]>>;
    readonly views?: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
  };
}
export interface Setting {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
}
export type Strings = Readonly<Record<string, string>>;

/** A manifest string with its `%key%` replaced by the text. */
export function localized(text: string, strings: Strings): string {
  return text.replace(/^%(.+)%$/, (whole, key: string) => strings[key] ?? whole);
}

/** The settings as the README shows them, one row each, in the order of the settings page. */
export function settingsTable(manifest: Manifest, strings: Strings): string {
  const rows = manifest.contributes.configuration.flatMap((group) => Object.entries(group.properties).map(([id, one]) => `| \`${id}\` | \`${JSON.stringify(one.default)}\` | ${localized(one.markdownDescription ?? '', strings).replaceAll('|', '\\|').replaceAll('\n', ' ')} |`));
  return ['| setting | default | |', '|---|---|---|', ...rows].join('\n');
}
