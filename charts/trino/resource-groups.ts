import { lines } from './properties';
import type { Settings } from './settings';

/**
 * Who may run how many queries: all together and each user. What goes over it waits, what does not fit into the queue is
 * refused. Source: Trino, administration, Resource groups.
 */
export const resourceGroups = ({ queries }: Settings): Readonly<Record<string, string>> => ({
  'resource-groups.properties': lines([
    'resource-groups.configuration-manager=file',
    'resource-groups.config-file=/etc/trino/resource-groups.json',
  ]),
  'resource-groups.json': `${JSON.stringify(groups(queries), null, 2)}\n`,
});

const groups = ({ running, perUser, waiting }: Settings['queries']) => ({
  rootGroups: [
    {
      name: 'all',
      softMemoryLimit: '80%',
      hardConcurrencyLimit: running,
      maxQueued: waiting,
      schedulingPolicy: 'fair',
      subGroups: [
        // A user alone may have nearly everything; memory is taken away from nobody, only no further query starts.
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Trino puts the name of the user in its place.
        { name: '${USER}', softMemoryLimit: '60%', hardConcurrencyLimit: perUser, maxQueued: waiting },
      ],
    },
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as above.
  selectors: [{ group: 'all.${USER}' }],
});
