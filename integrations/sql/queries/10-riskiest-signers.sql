-- Whose apps have the most against them?
-- 哪些签名者名下应用风险最高？
SELECT left(k.sha256, 16) AS certificate, any_value(k.subject) AS subject,
  count(DISTINCT f.package) AS apps, sum(f.score) AS score,
  sum(len(list_filter(f.findings, lambda x: x.verdict = 'indicated'))) AS indicated
FROM findings f, unnest(f.certificates) AS u(k)
GROUP BY k.sha256
ORDER BY score DESC, certificate
LIMIT 10;
