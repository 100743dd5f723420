/**
 * CloudNativePG objects that say whether PostgreSQL has them. `status.observedGeneration` is only moved by success, so
 * a failure is one whatever it says.
 */
export const APPLIED = `local hs = { status = "Progressing", message = "Not applied yet" }
local s = obj.status
if s == nil or s.applied == nil then
  return hs
end
if not s.applied then
  hs.status = "Degraded"
  hs.message = s.message or "Not applied"
elseif s.observedGeneration == nil or s.observedGeneration == obj.metadata.generation then
  hs.status = "Healthy"
  hs.message = "Applied"
end
return hs
`;

/**
 * A Kafka node pool has no readiness of its own, only warnings: it is taken up once node ids are given out; whether the
 * brokers run is told by the Kafka object. Source: Strimzi 1.2.0, `KafkaPool.generateNodePoolStatus`.
 */
export const NODE_POOL = `local hs = { status = "Progressing", message = "Waiting for the cluster operator" }
local s = obj.status
if s == nil or s.nodeIds == nil then
  return hs
end
if s.observedGeneration ~= nil and s.observedGeneration ~= obj.metadata.generation then
  return hs
end
for _, condition in ipairs(s.conditions or {}) do
  if condition.type == "NotReady" and condition.status == "True" then
    hs.status = "Degraded"
    hs.message = condition.message or condition.reason or "Not ready"
    return hs
  end
end
hs.status = "Healthy"
hs.message = "Node ids are given out"
return hs
`;

/** Prometheus operator objects Argo CD does not know: `Available` and `Reconciled`, as on Prometheus itself. */
export const AVAILABLE = `local hs = { status = "Progressing", message = "Waiting for the operator" }
local seen = {}
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  seen[condition.type] = condition
end
for _, name in ipairs({ "Reconciled", "Available" }) do
  local condition = seen[name]
  if condition ~= nil and condition.status == "False" then
    hs.status = "Degraded"
    hs.message = condition.message or condition.reason or name
    return hs
  end
end
if seen.Available ~= nil and seen.Available.status == "True" then
  hs.status = "Healthy"
  hs.message = "Available"
end
return hs
`;

/** Ceph block pools by their phase. Source: Rook 1.20, `CephBlockPoolStatus`. */
export const BLOCK_POOL = `local hs = { status = "Progressing", message = "Waiting for Ceph" }
local s = obj.status
if s == nil or s.phase == nil then
  return hs
end
hs.message = s.phase
if s.phase == "Ready" then
  hs.status = "Healthy"
elseif s.phase == "Failure" then
  hs.status = "Degraded"
end
return hs
`;
