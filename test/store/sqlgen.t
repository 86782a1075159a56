#!/usr/bin/perl
# sqlgen refuses SQL that would only fail at work: wrong names, types, classes.
use strict;
use warnings;
use File::Temp qw(tempdir);

my $sqlgen = 'build/tools/sqlgen';
my $dir = tempdir(CLEANUP => 1);
mkdir "$dir/schema" or die;
mkdir "$dir/query" or die;
my $n = 0;

sub put {
	my ($file, $text) = @_;
	open my $f, '>', "$dir/$file" or die "$file: $!";
	print $f $text;
	close $f or die;
}

sub run {
	my ($schema, $query) = @_;
	put('schema/0001_a.sql', $schema);
	put('query/a.sql', $query);
	my $said = `$sqlgen $dir/out $dir/schema/0001_a.sql $dir/query/a.sql 2>&1`;
	return ($?, $said);
}

sub result {
	my ($good, $what) = @_;
	printf "%sok %d - %s\n", $good ? '' : 'not ', ++$n, $what;
}

sub refused {
	my ($schema, $query, $words, $what) = @_;
	my ($status, $said) = run($schema, $query);
	result($status != 0 && $said =~ /$words/, $what) or print "# $said";
}

my $table = "-- class: ops\nCREATE TABLE t (\n\tid \@id PRIMARY KEY,\n\tname \@text NOT NULL,\n"
	. "\tdue_at \@instant\n) \@strict;\n";
my $good = "-- name: t_get :one\nSELECT name AS name, due_at AS due_at FROM t WHERE id = :id;\n";

my ($status, $said) = run($table, $good);
result($status == 0, 'a right statement passes');
open my $f, '<', "$dir/out.c" or die;
my $c = do { local $/; <$f> };
close $f;
result($c =~ /WHERE id = \?1"/ && $c =~ /WHERE id = \$1"/, 'numbered for both engines');
result($c =~ /due_at BIGINT/ && $c =~ /due_at INTEGER/, 'schema words expand per engine');
result($c =~ /out->due_at = db_instant\(st, 1\)/, 'a column has the type of the schema');
refused($table, "-- name: x :one\nSELECT nme AS nme FROM t WHERE id = :id;\n",
	'no such column', 'a misspelt column');
refused($table, "-- name: x :one\nSELECT name AS name FROM t WHERE id = :idd;\n",
	'type of :idd', 'a misspelt parameter');
refused($table, "-- name: x :one\nSELECT COUNT(*) AS n FROM t;\n",
	'type of column n', 'a column whose type nobody tells');
refused($table, "-- name: x :exec\nSELECT name AS name FROM t;\n",
	':exec with 1 columns', 'rows that nobody reads');
refused($table, "$good$good", 'stands twice', 'the same name twice');
refused($table, "-- name: x :one\nSELECT name AS name FROM t; SELECT 1;\n",
	'not one statement', 'two statements under one name');
refused($table =~ s/-- class: ops\n//r, $good, 'needs a class', 'a table without class');
refused($table =~ s/\@text/\@txt/r, $good, 'unknown word \@txt', 'an unknown schema word');
refused($table, "$good-- name: x :one\n-- row: t_get\nSELECT name AS name FROM t;\n",
	'differs', 'a shared row of another shape');
my $gone = "-- class: ops\nCREATE TABLE old (\n\tid \@id PRIMARY KEY\n) \@strict;\nDROP TABLE old;\n";
($status, $said) = run($table . $gone, $good);
open $f, '<', "$dir/out.c" or die;
$c = do { local $/; <$f> };
close $f;
result($status == 0 && $c =~ /\{ "t", "ops"/ && $c !~ /\{ "old", "/,
	'a table dropped later is no table');
refused($table . "DROP TABLE tt;\n", $good, 'no such table', 'a table dropped that never was');
print "1..$n\n";
