-- Which permissions that open personal information do policies not name, by type of app?
-- 各类应用申请了哪些可收集个人信息的权限而隐私政策未说明？
SELECT coalesce(f.app_type, '-') AS app_type, replace(p.name, 'android.permission.', '') AS permission,
  count(*) AS apps
FROM findings f, unnest(f.permissions) AS u(p)
WHERE p.in_policy = 'no' AND len(p.pi_types) > 0
GROUP BY ALL
ORDER BY app_type, apps DESC, permission;
