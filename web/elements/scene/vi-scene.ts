/**
 * Gives a scene to the names inside it: in `<vi-scene name="worked">` a number called `gap` is `worked.gap`.
 *
 * @attr name - the scene
 */
export class ViScene extends HTMLElement {}
