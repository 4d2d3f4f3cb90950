/** The action and all that it needs, directly or not. */
export function ancestors(records, name) {
  const found = new Set([name]);
  for (const next of found) { // grows as it is walked through
    for (const [, action] of records.get(next)?.inputs ?? []) {
      if (records.has(action)) found.add(action);
    }
  }
  return found;
}

/** A box for all replicates of an action, each in its column: the longest way from a root. */
export function boxesOf(records, needed) {
  const groups = new Map();
  const columns = new Map();
  for (const record of records.values()) { // each after what it needs
    const { action, inputs } = record;
    if (!needed.has(action)) continue;
    const column = Math.max(-1, ...inputs.map(([, from]) => columns.get(from) ?? -1)) + 1;
    columns.set(action, column);
    const key = keyOf(record);
    const group = groups.get(key) ?? { column: 0, members: [] };
    groups.set(key, {
      column: Math.max(group.column, column),
      members: [...group.members, record],
    });
  }
  return new Map(
    [...groups].map(([key, { column, members }]) => [key, { column, ...boxOf(members) }]),
  );
}

/** What is the same for replicates, and for them alone: all but the numbers among the labels. */
export function keyOf({ stage, labels, leaf }) {
  const shared = Object.entries(labels).map(([name, value]) => isCount(value) ? [name] : value);
  return JSON.stringify([stage, ...shared, leaf]);
}

/** The lane is the condition: the labels before the first number. Below the stage stands the rest. */
function boxOf(members) {
  const [{ action, stage, labels, leaf }] = members;
  const actions = members.map(({ action }) => action);
  const all = Object.entries(labels);
  const texts = all.map(([name, value]) => isCount(value) ? `${name}*` : value);
  const first = all.findIndex(([, value]) => isCount(value));
  const cut = first < 0 ? all.length : first;
  const below = [...texts.slice(cut + 1), ...(leaf === stage ? [] : [leaf])];
  const several = actions.length > 1;
  if (several) below.push(`${actions.length} ${all[cut][0]}s`);
  return {
    stage,
    actions,
    lane: texts.slice(0, cut).join("/"),
    title: several ? [...texts, leaf].join("/") : action,
    below: below.join(" · "),
  };
}

const isCount = (value) => typeof value === "number";
