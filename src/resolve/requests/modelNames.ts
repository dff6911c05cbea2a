import type { Known, LanguageFamily } from '../../model.ts';
import type { ModelSyntax } from '../../sdks/sdk.ts';
import { findIn, throughHandles } from './drivers.ts';
import { heldIn } from './heldHandles.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { knownText } from './known.ts';
import type { Found } from './paths.ts';
import type { Arguments, HandleValue } from '../values/values.ts';
import type { Match } from './sdkTables.ts';
import type { Site } from './site.ts';

/** How the model text in what made a handle, or in a request that is made on it, names its provider. */
export function modelSyntaxIn(e: Evaluator, handle: HandleValue | null, family: LanguageFamily): ModelSyntax | undefined {
  const layer = handle?.layers.find((one) => findIn(e, one, (parameters) => parameters.model, family, handle).state !== 'absent');
  if (!layer) return handle?.layers.find((one) => one.spec.modelSyntax)?.spec.modelSyntax;
  if (layer.spec.modelSyntax) return layer.spec.modelSyntax;
  const held = heldIn(e, layer, family).handles[0];
  return held && held !== handle ? modelSyntaxIn(e, held, family) : undefined;
}

/** `model=self.config.model` whose declared value is nothing: a client sends no request without a model, so somebody sets it. Frameworks in Python have models of their own for that. */
export function leftEmpty(model: Known<string>, site: Site, args: Arguments, family: LanguageFamily): Known<string> {
  if (model.state !== 'absent' || (site.match.sdk.kind === 'framework' && family !== 'javascript')) return model;
  const options = family === 'javascript' ? args.positional[site.match.operation.optionsAt ?? 0]?.() : undefined;
  const isWritten = (site.match.operation.parameters.model ?? []).some(
    (path) => args.named.has(path) || (options?.kind === 'record' && options.entries.has(path)),
  );
  return isWritten ? { state: 'dynamic', reason: 'nothing is set where it is declared', alternatives: [], span: null } : model;
}

/** A deployment or an assistant says which model may run, not which one does; one that the code makes itself says it. */
export function ofDeployment(e: Evaluator, model: Known<string>, deployment: Found, family: LanguageFamily): Known<string> {
  if (model.state !== 'absent' || deployment.state === 'absent') return model;
  const made = throughHandles(e, deployment, family);
  const name = knownText(made.found);
  if (made.handles.length > 0 || name.state === 'absent') return name;
  const names = (name.state === 'known' ? [name.value] : name.alternatives).filter((one) => one !== '');
  return {
    state: 'dynamic',
    reason: `${names[0] ?? 'what is named here'} stands for a model that the code does not name`,
    alternatives: names,
    span: name.span,
  };
}

/** A default of the library is one possibility, not the answer: it depends on the release that is installed. */
export function withDefault(model: Known<string>, { modelDefault: fallback, modelIn }: Match['operation']): Known<string> {
  if (model.state === 'absent' && modelIn !== undefined)
    return { state: 'dynamic', reason: `said in ${modelIn}`, alternatives: [], span: null };
  return model.state === 'absent' && fallback !== undefined
    ? {
        state: 'dynamic',
        reason: `not written here; the library's own default applies (${fallback} in the release that was read)`,
        alternatives: [fallback],
        span: null,
      }
    : model;
}

/** An endpoint's address where a model may stand (`InferenceClient("http://...")`) does not tell which model runs there, nor does a blank (`<your-model-id>`). */
export function addressed(model: Known<string>): Known<string> {
  if (model.state !== 'known') return model;
  const reason = /^https?:\/\//.test(model.value)
    ? `the model behind ${model.value}`
    : /^(<.*>)?$/.test(model.value.trim())
      ? 'a place to fill in'
      : /^projects\/.*\/endpoints\//.test(model.value)
        ? 'the model that an endpoint runs'
        : null;
  return reason === null ? model : { state: 'dynamic', reason, alternatives: [], span: model.span };
}

/** Splits `provider/model` and `provider:model` where the API names models so. The model id stays as the code writes it. */
export function splitModel(
  model: Known<string>,
  syntax: ModelSyntax | undefined,
  handleProvider: string | null,
  { providerNames: names = {}, bareNames: bare = [] }: Match['sdk'],
): { model: Known<string>; provider: string | null } {
  if (handleProvider) return { model, provider: handleProvider };
  const mark = syntax === 'provider/model' || syntax === '@provider/model' ? '/' : syntax === 'provider:model' ? ':' : null;
  if (mark === null || model.state !== 'known') return { model, provider: null };
  const at = model.value.indexOf(mark);
  const isNamed = at > 0 && (syntax !== '@provider/model' || model.value.startsWith('@'));
  const written = isNamed ? model.value.slice(0, at).replace(/^@/, '') : null;
  return {
    model,
    provider: written === null ? (bare.find((one) => one.model.test(model.value))?.provider ?? null) : (names[written] ?? written),
  };
}
