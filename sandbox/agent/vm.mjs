/** How a VM is made: the limits that hold when the packages are loaded and when a component runs. */

const MEMORY_LIMIT_BYTES = 256 * 1024 * 1024;

/**
 * @param {WebAssembly.Module} wasm
 * @param {() => boolean} interruptHandler true ends what runs, and cannot be caught by it
 */
export function vmOptions(wasm, interruptHandler) {
  return {
    wasm,
    interruptHandler,
    memoryLimit: MEMORY_LIMIT_BYTES,
    timezoneOffset: 0,
    wasi: (memory) => ({
      // The shim's own fd_write would write to this process' stdout, which carries the replies.
      fd_write(_fd, vectors, count, written) {
        const view = new DataView(memory.buffer);
        let total = 0;
        for (let i = 0; i < count; i += 1) total += view.getUint32(vectors + i * 8 + 4, true);
        view.setUint32(written, total, true);
        return 0;
      },
    }),
  };
}
