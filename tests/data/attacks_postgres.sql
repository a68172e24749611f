-- The tables that the attack catalogue asks, in parts that `connectors/testing/worlds.hpp` reads.
-- Worlds A and B hold the same data as far as the toy policy shows it, and other secrets.

-- part: toy
CREATE TABLE customers(id int PRIMARY KEY, tenant_code text, name text, email text, ssn text, country text, created_at timestamptz);
CREATE TABLE orders(id int PRIMARY KEY, customer_id int REFERENCES customers(id), amount numeric(12,2), status text, created_at timestamptz);
CREATE TABLE employees(id int PRIMARY KEY, name text, salary numeric(12,2), manager_id int);

-- part: world a
INSERT INTO customers VALUES
(1,'t1','Anna','anna@example.com','111-11-1111','DE','2024-01-01 00:00:00+00'),(2,'t1','Bert','bert@example.com','222-22-2222','DE','2024-02-01 00:00:00+00'),
(3,'t1','Cora','cora@example.fr','333-33-3333','FR','2024-03-01 00:00:00+00'),(4,'t2','Dave','dave@example.us','444-44-4444','US','2024-04-01 00:00:00+00');
INSERT INTO orders VALUES (10,1,10.00,'paid','2024-05-01 00:00:00+00'),(11,2,20.00,'open','2024-05-02 00:00:00+00'),(12,3,99.00,'paid','2024-05-03 00:00:00+00'),(13,4,77.00,'open','2024-05-04 00:00:00+00');
INSERT INTO employees VALUES (1,'Eve',90000,NULL),(2,'Frank',50000,1),(3,'Gina',60000,1);

-- part: toy+seq
CREATE SEQUENCE s; SELECT nextval('s'); GRANT USAGE, SELECT ON SEQUENCE s TO app_ro;

-- part: toy+ext
CREATE EXTENSION IF NOT EXISTS dblink; CREATE EXTENSION IF NOT EXISTS tablefunc; CREATE EXTENSION IF NOT EXISTS pageinspect; CREATE EXTENSION IF NOT EXISTS adminpack; CREATE EXTENSION IF NOT EXISTS postgres_fdw; CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', dbname 'shop');
CREATE FOREIGN TABLE customers_ft (id int, ssn text) SERVER loop OPTIONS (table_name 'customers');

-- part: toy+func
CREATE FUNCTION secdef_all_ssn() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT string_agg(ssn, '','') FROM customers';
CREATE FUNCTION secdef_customers() RETURNS SETOF customers LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM customers';
CREATE FUNCTION leak_ssn(customers) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.ssn';
CREATE FUNCTION leak_op(text, text) RETURNS bool LANGUAGE plpgsql COST 0.0000001 AS 'BEGIN RAISE NOTICE ''leak %'', $1; RETURN true; END';
CREATE OPERATOR ~~~> (FUNCTION = leak_op, LEFTARG = text, RIGHTARG = text);
CREATE FUNCTION leak_opb(bool, bool) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR ~~~> (FUNCTION = leak_opb, LEFTARG = bool, RIGHTARG = bool);
CREATE FUNCTION leak_check(text) RETURNS bool LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''leak %'', $1; RETURN true; END';
CREATE DOMAIN leaky_domain AS text CHECK (leak_check(VALUE));
CREATE FUNCTION my_agg_f(bigint, int) RETURNS bigint LANGUAGE sql AS 'SELECT $1 + $2';
CREATE AGGREGATE my_agg(int) (SFUNC = my_agg_f, STYPE = bigint, INITCOND = '0');

-- part: toy+inherit
CREATE TABLE customers_archive (archived_at date) INHERITS (customers);
INSERT INTO customers_archive(id, name, email, ssn, country) VALUES (91,'Zoe','zoe@example.de','999-99-9999','DE'),(92,'Yan','yan@example.fr','888-88-8888','FR');

-- part: toy+partition
CREATE TABLE events(id int, y int, secret text) PARTITION BY LIST (y);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES IN (2024);
INSERT INTO events VALUES (1, 2024, 'canary-event');

-- part: toy+views
CREATE VIEW v_customers AS SELECT * FROM customers;
CREATE MATERIALIZED VIEW mv_customers AS SELECT * FROM customers;
CREATE VIEW v_salary_stats AS SELECT manager_id, avg(salary) AS a FROM employees GROUP BY 1;

-- part: toy+schema
CREATE SCHEMA audit; CREATE TABLE audit.customers_log AS SELECT now() AS at, c.* FROM customers c;
CREATE SCHEMA analytics; CREATE TABLE analytics.customers AS SELECT * FROM customers;
GRANT USAGE ON SCHEMA audit, analytics TO app_ro;

-- part: toy+case
CREATE TABLE "Customers"(id int, ssn text); INSERT INTO "Customers" VALUES (1, 'canary-case');
CREATE TABLE customers_mixed("Id" int, "Ssn" text); INSERT INTO customers_mixed VALUES (1, 'canary-mixed');

-- part: toy+newcol
ALTER TABLE customers ADD COLUMN passport_no text; UPDATE customers SET passport_no = 'canary-passport-' || id;

-- part: toy+gencol
ALTER TABLE customers ADD COLUMN ssn_last4 text GENERATED ALWAYS AS (right(ssn, 4)) STORED;

-- part: toy+swap
ALTER TABLE customers RENAME TO customers_raw; CREATE VIEW customers AS SELECT * FROM customers_raw;

-- part: world b
INSERT INTO customers VALUES
(1,'t1','Anna','abby@example.com','922-22-2222','DE','2024-01-01 00:00:00+00'),(2,'t1','Bert','bill@example.com','811-11-1111','DE','2024-02-01 00:00:00+00'),
(5,'t1','Ella','ella@example.it',NULL,'IT','2023-03-01 00:00:00+00'),(7,'t3','Finn','finn@example.es','655-55-5555','ES','2023-04-01 00:00:00+00'),(8,'t3','Gus','gus@example.es','755-55-5555','ES','2023-05-01 00:00:00+00');
INSERT INTO orders VALUES (10,1,10.00,'paid','2024-05-01 00:00:00+00'),(11,2,20.00,'open','2024-05-02 00:00:00+00'),(22,5,98.99,'open','2023-05-03 00:00:00+00'),(25,7,7.00,'paid','2023-05-04 00:00:00+00'),(26,8,3.00,'paid','2023-06-04 00:00:00+00');
INSERT INTO employees VALUES (1,'Eve',40000,NULL),(2,'Frank',80000,1),(3,'Gina',70000,1);
