CREATE TABLE sample (id int PRIMARY KEY);
