import type { PackageFolder } from '../resolve/values/modules.ts';
import { manifestsOf, type Version } from './manifests.ts';
import { packagesOf, pythonPackagesOf } from './packages.ts';

/** What the files of a root say of it by their places and manifests. */
export interface Layout {
  /** The folder of a JavaScript package of the root, by its name. */
  packageFolder(name: string): PackageFolder | null;
  /** The folder that a Python package's name is found in. */
  pythonRoot(name: string): string | null;
  /** Newest version of a package that holds for a file; null where nothing tells. */
  versionOf(path: string, name: string): Version | null;
  /** Whether a JavaScript module that is imported by name is a package that lies in the project. */
  isOwnPackage(module: string): boolean;
}

/** Of a root whose files are not listed yet. */
export const noLayout: Layout = { packageFolder: () => null, pythonRoot: () => null, versionOf: () => null, isOwnPackage: () => false };

/**
 * Reads the layout of a root.
 * @param readOnce text of a file that is not kept, because nothing asks for it again.
 * @param versioned packages whose version is asked for.
 */
export async function layoutOf(
  paths: readonly string[],
  text: (path: string) => Promise<string | null>,
  readOnce: (path: string) => Promise<string | null>,
  versioned: ReadonlySet<string>,
): Promise<Layout> {
  const packages = await packagesOf(paths, text);
  const pythonPackages = pythonPackagesOf(paths);
  const manifests = await manifestsOf(paths, text, readOnce, versioned);
  return {
    packageFolder: (name) => packages.get(name) ?? null,
    pythonRoot: (name) => pythonPackages.get(name) ?? null,
    versionOf: (path, name) => manifests.versionOf(path, name),
    isOwnPackage: (module) =>
      packages.has(module) ||
      packages.has(
        module
          .split('/')
          .slice(0, module.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  };
}
