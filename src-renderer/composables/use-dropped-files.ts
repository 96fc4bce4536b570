import { onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue';

/**
 * Takes files that are dropped on the window, wherever no field of its own takes them. Without this, the page would be
 * left for the file.
 *
 * @returns whether files are held over the window.
 */
export function useDroppedFiles(take: (files: readonly File[]) => void): Readonly<Ref<boolean>> {
  const over = shallowRef(false);

  function onOver(event: DragEvent): void {
    const taken = event.defaultPrevented;
    event.preventDefault();
    over.value = !taken && (event.dataTransfer?.types.includes('Files') ?? false);
  }
  function onLeave(event: DragEvent): void {
    if (event.relatedTarget === null) over.value = false;
  }
  function onDrop(event: DragEvent): void {
    over.value = false;
    const taken = event.defaultPrevented;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!taken && files.length > 0) take(files);
  }

  onMounted(() => {
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('drop', onDrop);
  });
  return over;
}
