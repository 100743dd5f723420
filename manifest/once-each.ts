/**
 * A function of an object that is worked out once an object and forgotten together with it: overlays share objects that are
 * alike. The object must not change.
 */
export function onceEach<K extends object, T>(derive: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = derive(key);
    known.set(key, value);
    return value;
  };
}
