import type { CallExpr, FunctionFact, How, LanguageFamily, Span } from '../../model.ts';
import type { HandleSpec, Sdk } from '../../sdks/sdk.ts';

/** A parameter of a project function that a value depends on: how wrappers are found. */
export interface ParameterRef {
  readonly file: string;
  /** Index into `FileFacts.functions` of the file; `index` is the parameter's place among them. */
  readonly function: number;
  readonly index: number;
}

interface Common {
  /** Where the value is written; null when it is made up of several places. */
  readonly span: Span | null;
  readonly file: string | null;
}

/** What an expression evaluates to, as far as it can be told without running it. */
export type Value =
  | TextValue
  | NumberValue
  | FlagValue
  | NullValue
  | ListValue
  | RecordValue
  | HandleValue
  | ExternalValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ModuleValue
  | BuiltinValue
  | ChoiceValue
  | UnknownValue;

/** A text, with holes for what cannot be told. Neighbouring texts are joined. */
export interface TextValue extends Common {
  readonly kind: 'text';
  readonly parts: readonly (string | UnknownValue)[];
  readonly how: How;
}
/** A number that is known; arithmetic on unknown ones is unknown. */
export interface NumberValue extends Common {
  readonly kind: 'number';
  readonly value: number;
  readonly how: How;
}
/** True or false. */
export interface FlagValue extends Common {
  readonly kind: 'flag';
  readonly value: boolean;
}
/** `None`, `null`, `undefined`: it is known that nothing is given. */
export interface NullValue extends Common {
  readonly kind: 'null';
}
/** A list, tuple or set, as far as its items are known. */
export interface ListValue extends Common {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** What may be in it besides the items; null when it is complete. */
  readonly rest: UnknownValue | null;
}
/** A dict or object, and what was built by keyword from a class that the project does not hold. Values are by key. */
export interface RecordValue extends Common {
  readonly kind: 'record';
  /** Under no name: what each entry is that is not listed, where its kind is known (`dict[str, Service]`). */
  readonly entries: ReadonlyMap<string, Value>;
  /** What may be in it besides the entries; null when it is complete. */
  readonly rest: UnknownValue | null;
  /** Dotted name of the external class it was built with (`types.GenerateContentConfig`). */
  readonly external?: string;
}
/** Something an SDK made: a client, a model, a chat. `chain`: members taken since. */
export interface HandleValue extends Common {
  readonly kind: 'handle';
  /** As `HandleSpec.gives`: `openai.client`. */
  readonly type: string;
  readonly sdk: Sdk;
  /** Which table of the SDK holds for it. */
  readonly family: LanguageFamily;
  readonly chain: readonly string[];
  /** Arguments of everything that made it, latest first, with the table that reads them. */
  readonly layers: readonly HandleLayer[];
  /** Who bills, by what made it, else by the SDK; null: the model or the address tells. */
  readonly provider: string | null;
  /** It was followed to the SDK, not told by its name. */
  readonly certain: boolean;
  /** Arguments fixed by `partial`, for when it is called. */
  readonly fixed?: Arguments;
}
/** One of the calls that made a handle: constructor, `with_options`, `bind`. */
export interface HandleLayer {
  readonly spec: HandleSpec;
  readonly args: Arguments;
}
/** A name imported from outside the project. `path` is dotted and begins with the module. */
export interface ExternalValue extends Common {
  readonly kind: 'external';
  readonly family: LanguageFamily;
  readonly module: string;
  readonly path: readonly string[];
  /** Arguments fixed by `partial`, for when it is called. */
  readonly fixed?: Arguments;
}
/** A function of the project, not called. `function` is an index into the facts of its file. */
export interface FunctionValue extends Common {
  readonly kind: 'function';
  readonly file: string;
  readonly function: number;
  /** Receiver of a bound method. */
  readonly self: Value | null;
  /** Frames that were open where it was made. */
  readonly frame: Frame | null;
  /** Arguments fixed by `partial`. */
  readonly fixed?: Arguments;
}
/** A function of a file as it stands there; a method, on an object of its class that nobody knows more of. */
export function functionIn(file: string, index: number, { class: cls, span }: Pick<FunctionFact, 'class' | 'span'>): FunctionValue {
  return {
    kind: 'function',
    file,
    function: index,
    self: cls === null ? null : { kind: 'instance', file, class: cls, args: null, span: null },
    frame: null,
    span,
  };
}
/** A class of the project, not called. `class` is an index into the facts of its file. */
export interface ClassValue extends Common {
  readonly kind: 'class';
  readonly file: string;
  readonly class: number;
}
/** An object of a class of the project. */
export interface InstanceValue extends Common {
  readonly kind: 'instance';
  readonly file: string;
  readonly class: number;
  /** Null when it is not known how it was made (a parameter, `self`). */
  readonly args: Arguments | null;
  /** The parameter that it came with, of an object that only holds data: what is in it is its caller's. */
  readonly handed?: ParameterRef;
}
/** A module of the project, as a whole. */
export interface ModuleValue extends Common {
  readonly kind: 'module';
  readonly file: string;
}
/** A method of a plain value, waiting to be called: `"...".format`, `[].map`. */
export interface BuiltinValue extends Common {
  readonly kind: 'builtin';
  readonly receiver: Value;
  readonly method: string;
}
/** One of several values, nobody knows which. `choiceOf` makes one that holds no choices and nothing twice. */
export interface ChoiceValue extends Common {
  readonly kind: 'choice';
  readonly alternatives: readonly Value[];
}
/** It is there and cannot be told. `roots`: parameters that it depends on, by which callers may tell more. */
export interface UnknownValue extends Common {
  readonly kind: 'unknown';
  /** For a person: `parameter model of ask`, `environment variable MODEL`. */
  readonly reason: string;
  /** As written in the source. */
  readonly name: string;
  readonly roots: readonly ParameterRef[];
  /** It is what an environment variable holds. */
  readonly environment?: true;
  /** Stands for all the arguments of something that is made where we do not see it: what it says of a setting is nothing, not that it is there. */
  readonly unseen?: true;
  /** It is, or is a part of, what a model answered. */
  readonly answer?: true;
  /** Declared as plain text, so nothing can be hidden inside it. */
  readonly textual?: true;
  /** An interface that it is declared as: what its members promise holds, while the value itself stays unknown. */
  readonly typed?: InstanceValue;
  /** It is one of these texts. */
  readonly texts?: readonly TextValue[];
  /** The value is exactly this parameter, handed through untouched. */
  readonly parameter?: ParameterRef;
}

/** Arguments of a call, evaluated on demand. */
export interface Arguments {
  readonly positional: readonly Lazy[];
  readonly named: ReadonlyMap<string, Lazy>;
  /** A spread that cannot be read: anything may be in it. */
  readonly open: UnknownValue | null;
  /** Where they are written, and the file of it. */
  readonly call?: CallExpr;
  readonly file?: string;
}
/** Evaluates when it is asked, in the frame that it was made in; the evaluator remembers the answer. */
export type Lazy = () => Value;

/** Parameters of a project function bound to the arguments of one call. */
export interface Frame {
  readonly file: string;
  readonly function: number;
  readonly args: Arguments;
  /** Receiver of a method; null for a function, or where it is not known. */
  readonly self: Value | null;
  /** The frame that the call stands in; null at the outermost. */
  readonly parent: Frame | null;
  /** 1 for the outermost; helpers are followed down to a limit. */
  readonly depth: number;
}

const nowhere: Common = { span: null, file: null };

/** A value that cannot be told. `reason` is for a person, `name` as written, `roots` the parameters that it depends on. */
export function unknown(reason: string, name: string, roots: readonly ParameterRef[] = [], at: Common = nowhere): UnknownValue {
  return { kind: 'unknown', reason, name, roots, span: at.span, file: at.file };
}

/** Nothing is given, and nothing can be hidden in it. */
export const noArguments: Arguments = { positional: [], named: new Map(), open: null };

/** Arguments of a call of something that `partial` made: the fixed ones stand first, the call's own win by name. */
export function withFixed(args: Arguments, fixed: Arguments | undefined): Arguments {
  return fixed
    ? {
        positional: [...fixed.positional, ...args.positional],
        named: new Map([...fixed.named, ...args.named]),
        open: fixed.open ?? args.open,
      }
    : args;
}

/** The frame of a function that is called: its parameters are bound to the call's arguments, as seen from `parent`. */
export function frameOf(fn: Pick<FunctionValue, 'file' | 'function' | 'self' | 'fixed'>, args: Arguments, parent: Frame | null): Frame {
  return { file: fn.file, function: fn.function, args: withFixed(args, fn.fixed), self: fn.self, parent, depth: (parent?.depth ?? 0) + 1 };
}

/** What a value may be: of anything but a choice, itself alone. */
export function alternativesOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.alternatives : [value];
}

/** Plain text, or null when it has holes or is no text. */
export function plainText(value: Value): string | null {
  return value.kind === 'text' && value.parts.every((part) => typeof part === 'string') ? value.parts.join('') : null;
}
