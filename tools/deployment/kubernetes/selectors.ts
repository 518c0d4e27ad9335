import { type Json, type JsonObject, at, listOf, objectOf, objectsOf, textOf } from '../schemas/json';

/** Whether a label selector takes these labels. An empty selector takes everything. */
export function selects(selector: Json, labels: JsonObject): boolean {
  const byValue = Object.entries(objectOf(at(selector, 'matchLabels')));
  return (
    byValue.every(([label, value]) => labels[label] === value) &&
    objectsOf(at(selector, 'matchExpressions')).every((expression) => holds(expression, labels))
  );
}

function holds(expression: JsonObject, labels: JsonObject): boolean {
  const value = labels[textOf(expression['key'])];
  const isIn = listOf(expression['values']).includes(value);
  switch (textOf(expression['operator'])) {
    case 'In':
      return isIn;
    case 'NotIn':
      return !isIn;
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
