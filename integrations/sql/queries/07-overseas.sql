-- Which apps embed SDKs of overseas vendors while their policy says nothing of sending information abroad?
-- 哪些应用集成了境外厂商的 SDK，而隐私政策未说明向境外提供个人信息？
SELECT f.package, string_agg(DISTINCT s.id, ', ' ORDER BY s.id) AS overseas_sdks
FROM findings f JOIN facts x USING (sha256, file), unnest(f.sdks) AS u(s)
WHERE s.home = 'overseas' AND s.confidence <> 'low'
  AND len(x.policies) > 0
  AND x.facts->>'$.policy.declarations.cross_border.statement.value' IS NULL
GROUP BY ALL
ORDER BY ALL;
