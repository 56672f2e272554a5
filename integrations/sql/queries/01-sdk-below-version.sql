-- Which apps embed a library below a version?
-- 哪些应用集成了低于指定版本的组件？
SET VARIABLE library = 'androidx.core_core';
SET VARIABLE below = '1.9.0';
SELECT f.package, f.version_name, v.artifact, v.version
FROM facts f, unnest(f.library_versions) AS u(v)
WHERE v.artifact = getvariable('library')
  AND list_transform(regexp_extract_all(v.version, '\d+'), lambda n: n::BIGINT)
    < list_transform(regexp_extract_all(getvariable('below'), '\d+'), lambda n: n::BIGINT)
ORDER BY ALL;
