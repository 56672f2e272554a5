-- The tables of a lake, for the queries beside this file; `date` is its partition.
-- 各查询使用的表：facts（事实）、findings（判定）、next（按新特征库判定）。
CREATE OR REPLACE VIEW facts AS
  FROM read_parquet('facts/**/*.parquet', hive_partitioning = true, union_by_name = true);
CREATE OR REPLACE VIEW findings AS
  FROM read_parquet('findings/**/*.parquet', hive_partitioning = true, union_by_name = true);
CREATE OR REPLACE VIEW next AS
  FROM read_parquet('next/**/*.parquet', hive_partitioning = true, union_by_name = true);
