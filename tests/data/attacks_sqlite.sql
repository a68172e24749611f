-- The tables that the attack catalogue asks, in parts that `connectors/testing/worlds.hpp` reads.
-- Worlds A and B hold the same data as far as the toy policy shows it, and other secrets.

-- part: toy
CREATE TABLE customers(id INTEGER PRIMARY KEY, tenant_code TEXT, name TEXT, email TEXT, ssn TEXT, country TEXT, created_at TEXT);
CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), amount NUMERIC, status TEXT, created_at TEXT);
CREATE TABLE employees(id INTEGER PRIMARY KEY, name TEXT, salary NUMERIC, manager_id INTEGER);
CREATE INDEX ix_email ON customers(email);

-- part: world a
INSERT INTO customers VALUES (1,'t1','Anna','anna@example.com','111-11-1111','DE','2024-01-01'),(2,'t1','Bert','bert@example.com','222-22-2222','DE','2024-02-01'),(3,'t1','Cora','cora@example.fr','333-33-3333','FR','2024-03-01'),(4,'t2','Dave','dave@example.us','444-44-4444','US','2024-04-01');
INSERT INTO orders VALUES (10,1,10.00,'paid','2024-05-01'),(11,2,20.00,'open','2024-05-02'),(12,3,99.00,'paid','2024-05-03'),(13,4,77.00,'open','2024-05-04');
INSERT INTO employees VALUES (1,'Eve',90000,NULL),(2,'Frank',50000,1),(3,'Gina',60000,1);

-- part: world b
INSERT INTO customers VALUES (1,'t1','Anna','abby@example.com','922-22-2222','DE','2024-01-01'),(2,'t1','Bert','bill@example.com','811-11-1111','DE','2024-02-01'),(5,'t1','Ella','ella@example.it',NULL,'IT','2023-03-01'),(7,'t3','Finn','finn@example.es','655-55-5555','ES','2023-04-01'),(8,'t3','Gus','gus@example.es','755-55-5555','ES','2023-05-01');
INSERT INTO orders VALUES (10,1,10.00,'paid','2024-05-01'),(11,2,20.00,'open','2024-05-02'),(22,5,98.99,'open','2023-05-03'),(25,7,7.00,'paid','2023-05-04'),(26,8,3.00,'paid','2023-06-04');
INSERT INTO employees VALUES (1,'Eve',40000,NULL),(2,'Frank',80000,1),(3,'Gina',70000,1);

-- part: toy+fts
CREATE VIRTUAL TABLE cust_fts USING fts5(name,email,content='customers',content_rowid='id'); INSERT INTO cust_fts(cust_fts) VALUES('rebuild'); CREATE VIRTUAL TABLE voc USING fts5vocab('cust_fts','row');

-- part: toy+gencol
CREATE TABLE gen(id INTEGER PRIMARY KEY, ssn TEXT, ssn2 TEXT AS (ssn) STORED); INSERT INTO gen(id,ssn) VALUES(1,'111-11-1111');
