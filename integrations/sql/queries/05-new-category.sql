-- Which apps would be named for a category that the next signatures bring?
-- 新增的违规类别会命中哪些应用？
SELECT n.package, n.label, c.id AS category, c.verdict
FROM next n, unnest(n.categories) AS u(c)
WHERE c.verdict IN ('indicated', 'suspected')
  AND c.id NOT IN (SELECT unnest(list_transform(categories, lambda k: k.id)) FROM findings)
ORDER BY ALL;
