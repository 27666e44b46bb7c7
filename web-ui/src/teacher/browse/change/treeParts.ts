/** All that changes the tree, in one piece that is loaded when a tree is first shown. */
export { Carry } from './carry.svelte';
export { default as Controls } from './Controls.svelte';
export { default as DeletedLink } from './DeletedLink.svelte';
export { default as DeletedView } from './DeletedView.svelte';
export { Desk } from './desk.svelte';
export { default as NewNodes } from './NewNodes.svelte';
export { default as NodeMenu } from './NodeMenu.svelte';
export { default as Notices } from './Notices.svelte';
export { mayChange } from './rights';
export { withWrites } from './writes';
export { sayTree } from '../../../words/teacher/tree';
