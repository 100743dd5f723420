import { describe, expect, test } from 'vitest';
import { mirror, parseImage, upstream } from '../platform/registry';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('image references', () => {
  test.each([
    ['redis:8.10.1', 'docker.io/library/redis:8.10.1'],
    ['apache/superset:6.1.0', 'docker.io/apache/superset:6.1.0'],
    ['docker.io/redis:8', 'docker.io/library/redis:8'],
    ['index.docker.io/redis:8', 'docker.io/library/redis:8'],
    // No dot and no colon: a path on Docker Hub, not a registry.
    ['private-registry/minio/minio:1', 'docker.io/private-registry/minio/minio:1'],
    ['localhost/x:1', 'localhost/x:1'],
    ['localhost:5000/x:1', 'localhost:5000/x:1'],
    ['quay.io/strimzi/kafka:1.2.0-kafka-4.3.1', 'quay.io/strimzi/kafka:1.2.0-kafka-4.3.1'],
    [`ghcr.io/a/b:1@${DIGEST}`, `ghcr.io/a/b:1@${DIGEST}`],
    [`ghcr.io/a/b@${DIGEST}`, `ghcr.io/a/b@${DIGEST}`],
  ])('%s is %s', (image, canonical) => expect(upstream().rewrite(image)).toBe(canonical));

  test.each(['Redis', 'a//b', 'quay.io/A/b:1', 'x:tag with space', 'x@sha256:short', ''])('"%s" is none', (image) =>
    expect(() => parseImage(image)).toThrow(RangeError),
  );
});

describe('a mirror', () => {
  const harbor = mirror('harbor.example.com/mirror', 'pull');

  test('keeps source registry and path apart', () => {
    expect(harbor.rewrite('redis:8')).toBe('harbor.example.com/mirror/docker.io/library/redis:8');
    expect(harbor.rewrite('quay.io/a/b:1')).toBe('harbor.example.com/mirror/quay.io/a/b:1');
  });

  test('has no port in a path', () =>
    expect(harbor.rewrite('localhost:5000/x:1')).toBe('harbor.example.com/mirror/localhost-5000/x:1'));
});
