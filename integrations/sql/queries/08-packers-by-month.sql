-- Which packers hide code, month by month?
-- 各月有多少应用被加固，使用何种加固？
SELECT strftime(f.date::DATE, '%Y-%m') AS month, p.name AS packer, count(DISTINCT f.sha256) AS apps
FROM findings f, unnest(f.packers) AS u(p)
GROUP BY ALL
ORDER BY ALL;
