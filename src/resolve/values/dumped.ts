import type { Evaluator } from './evaluator.ts';
import { instanceMember } from './instances.ts';
import { lineage } from './lineage.ts';
import { unknown, type InstanceValue, type RecordValue, type Value } from './values.ts';

const dumps = new Set(['model_dump', 'dict', 'to_dict', 'model_dump_json', 'json', 'to_json', 'toJSON']);

/** `request.model_dump()`: the fields of a data object as a record, by their names or the aliases that the class gives them. Null when the method is no such thing. */
export function dumpedBy(e: Evaluator, instance: InstanceValue, method: string): RecordValue | null {
  if (!dumps.has(method)) return null;
  const ancestors = lineage(e, instance.file, instance.class);
  const fields = ancestors
    .flatMap((one) => (one.kind === 'class' ? (e.index(one.file)?.facts.classes[one.class]?.fields ?? []) : []))
    .map((one) => one.name);
  if (fields.length === 0) return null;
  const entries = new Map<string, Value>();
  for (const name of fields) {
    const value = instanceMember(e, instance, name);
    if (value && !entries.has(name)) entries.set(name, value);
  }
  return {
    kind: 'record',
    entries,
    rest: instance.args === null || instance.args.open ? unknown('whoever makes it may set more', method) : null,
    span: instance.span,
    file: instance.file,
  };
}
