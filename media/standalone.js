// The page outside an editor: nobody to send messages to, nothing to remember.
globalThis.acquireVsCodeApi ??= () => ({ setState() {}, getState() {}, postMessage() {} });
