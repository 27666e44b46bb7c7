/** Where a lesson is edited; see `routes.ts`. */
export function linkToEditor(lessonId: string): string {
  return `#/lesson/${lessonId}/edit`;
}
