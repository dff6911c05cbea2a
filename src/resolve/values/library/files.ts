import { dirname } from '../../../text/paths.ts';
import { fileText } from '../files.ts';
import { plainText } from '../values.ts';
import { textIn, type LibraryFunction } from './call.ts';

/** Paths, and files that are opened by them. */
export const fileFunctions: readonly LibraryFunction[] = [
  {
    names: [
      'pathlib.Path',
      'Path',
      'path.resolve',
      'path.join',
      'os.path.join',
      'os.path.abspath',
      'os.path.realpath',
      'url.fileURLToPath',
    ],
    give({ args, at }) {
      const parts = args.positional.map((one) => plainText(one()));
      return parts.every((part) => part !== null) ? { kind: 'text', parts: [parts.join('/')], how: 'constant', ...at } : null;
    },
  },
  {
    names: ['os.path.dirname', 'path.dirname', 'node:path.dirname'],
    give({ first, at }) {
      const path = textIn(first);
      return path === null ? null : { kind: 'text', parts: [dirname(path)], how: 'constant', ...at };
    },
  },
  {
    names: [
      'open',
      'io.open',
      'codecs.open',
      'fs.readFileSync',
      'node:fs.readFileSync',
      'fs.readFile',
      'fs.promises.readFile',
      'fs/promises.readFile',
      'node:fs/promises.readFile',
      'node:fs.promises.readFile',
    ],
    give({ e, first, file, at }) {
      const path = textIn(first);
      return path === null ? null : fileText(e, path, file, at);
    },
  },
];
