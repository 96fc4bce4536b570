import { ref } from 'vue';

/** The element that inspector contents are moved into. */
export const INSPECTOR_SLOT = 'inspector-slot';

/** How many views have something to say in the inspector; its panel shows a hint while there is none. */
export const inspectorOccupants = ref(0);
