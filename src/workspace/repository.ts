/** Folders from one up to the root of the repository around it, nearest first; null where there is none. @param above null at the top of the disk */
export async function foldersUpToRepository<Folder>(
  start: Folder,
  above: (folder: Folder) => Folder | null,
  isRepository: (folder: Folder) => Promise<boolean>,
): Promise<readonly Folder[] | null> {
  const folders: Folder[] = [];
  for (let at: Folder | null = start; at !== null; at = above(at)) {
    folders.push(at);
    if (await isRepository(at)) return folders;
  }
  return null;
}
