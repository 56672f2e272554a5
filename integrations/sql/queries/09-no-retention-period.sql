-- Whose policy states no period of retention?
-- 哪些应用的隐私政策未说明个人信息保存期限？
SELECT f.package, f.label, c.verdict
FROM findings f, unnest(f.categories) AS u(c)
WHERE c.id = 'cverc-retention-not-told' AND c.verdict IN ('indicated', 'suspected')
ORDER BY ALL;
