#!/usr/bin/perl
# lint finds what it says it finds: each rule is broken once.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);
use Test::More;

my $lint = abs_path('tools/lint.pl');
my $dir = tempdir(CLEANUP => 1);
my $head = "/* Duty. */\n";
my $guard = "/* Manual. */\n#ifndef DUNGHEN_X\n#define DUNGHEN_X\n";

sub put {
	my ($path, $text) = @_;
	make_path(dirname("$dir/$path"));
	open my $f, '>', "$dir/$path" or die "$path: $!";
	print $f $text;
	close $f;
}

# Lints a tree of the given files; each .c is compiled as in the plain build.
sub lint {
	my (%files) = @_;
	remove_tree($dir, { keep_root => 1 });
	put('text/vi.txt', "known.key = câu\n");
	put('src/base/zero.c', "${head}int zero(void);\nint zero(void)\n{\n\treturn 0;\n}\n");
	put($_, $files{$_}) for keys %files;
	for my $source (split /\n/, `cd $dir && find src -name '*.c'`) {
		my $object = $source =~ s{^src/(.*)\.c$}{obj/$1.o}r;
		make_path(dirname("$dir/$object"));
		system("cd $dir && gcc -std=c17 -w -c -Isrc -o $object $source") == 0
			or die "$source does not compile\n";
	}
	my $out = `cd $dir && perl $lint obj 2>&1`;
	return ($? >> 8, $out);
}

my ($status, $out) = lint();
is($status, 0, 'a clean tree passes') or diag($out);

my $long = "\tv++;\n" x 101;
my %header = (
	'src/base/b.h' => "$guard#endif\n", 'src/store/s.h' => "$guard#endif\n",
	'src/edge/e.h' => "$guard#endif\n", 'src/app/a.h' => "$guard#endif\n",
	'src/core/c.h' => "$guard#endif\n",
);
for my $case (
	[ 'src/base/x.c', "#include \"core/c.h\"\n", qr/base \(0\) may not see core/, 'upward' ],
	[ 'src/core/x.c', "#include \"store/s.h\"\n", qr/core \(1\) may not see store/, 'core up' ],
	[ 'src/store/x.c', "#include \"edge/e.h\"\n", qr/store \(2\) may not see edge/, 'sideways' ],
	[ 'src/cli/x.c', "#include \"store/s.h\"\n", qr/cli may not see store/, 'past app' ],
	[ 'src/app/x.c', "#include \"app/a.h\"\n", qr/own folder: write "a\.h"/, 'own folder' ],
	[ 'src/app/x.c', "#include <jansson.h>\n", qr/jansson\.h is included by/, 'a library' ],
	[ 'src/app/x.c', "#include <sqlite3.h>\n", qr/sqlite3\.h is included by/, 'the database' ],
	[ 'src/core/x.c', "long time(long *);\nlong f(void);\nlong f(void)\n{\n\treturn time(0);\n}\n",
		qr{core/x\.o: calls time, which is banned}, 'the clock' ],
	[ 'src/core/x.c', "int puts(const char *);\nint f(void)\n{\n\treturn puts(\"\");\n}\n",
		qr{core/x\.o: core is pure, but wants puts}, 'printing in core' ],
	[ 'src/core/x.c', "int count;\n", qr{core holds a variable: count}, 'a variable in core' ],
	[ 'src/core/x.c', "static int n = 1;\nint f(void)\n{\n\treturn n++;\n}\n",
		qr{core holds a variable: n}, 'a static one' ],
	[ 'src/app/x.c', "#include <stdlib.h>\nvoid *f(void)\n{\n\treturn malloc(7);\n}\n",
		qr{app/x\.o: calls malloc}, 'malloc' ],
	[ 'src/app/x.c', "#include <stdlib.h>\nchar *f(void)\n{\n\treturn getenv(\"A\");\n}\n",
		qr{app/x\.o: calls getenv}, 'the environment' ],
	[ 'src/app/x.c', "int f(int v)\n{\n${long}\treturn v;\n}\n",
		qr/f\(\) has 10\d lines \(at most 100\)/, 'a long function' ],
	[ 'src/app/x.c', "/* */\n" x 801, qr/80\d lines \(at most 800\)/, 'a long file' ],
	[ 'src/app/x.c', '/* ' . 'x' x 100 . " */\n", qr/x\.c:2: more than 100 columns/, 'width' ],
	[ 'src/app/x.c', "\t" x 12 . "/* abc */\n", qr/more than 100 columns/, 'width of tabs' ],
	[ 'src/app/x.c', "int a; \n", qr/blanks at the end/, 'blanks' ],
	[ 'src/app/x.c', '/* TO' . "DO: later */\n", qr/an open end/, 'an open end' ],
	[ 'src/app/x.c', "// x\n", qr{// comment}, 'another comment' ],
	[ 'src/app/x.c', "int f(int a)\n{\n\tif (a > (1)) return 1;\n\treturn 0;\n}\n",
		qr/a body without braces/, 'no braces' ],
	[ 'src/app/x.c', "void f(void)\n{\nagain:\n\tgoto again;\n}\n",
		qr/goto goes forward only/, 'backward' ],
	[ 'src/app/x.c', "const char *q = \"SELECT a FROM b\";\n", qr{SQL outside sql/}, 'SQL' ],
	[ 'src/app/x.c', "int err_set(void *e, int c, const char *k);\nenum { ERR_X };\n" .
		"int f(void)\n{\n\treturn err_set(0,\n\t\t\tERR_X, \"no.key\");\n}\n",
		qr{x\.c:7: no sentence for no\.key}, 'an error without a sentence' ],
	[ 'src/core/refusals.def', "R(X, \"law.none\")\n", qr{no sentence for law\.none},
		'a refusal without a sentence' ],
) {
	my ($path, $text, $want, $what) = @$case;
	($status, $out) = lint(%header, $path => "$head$text");
	is($status, 1, "refused: $what");
	like($out, $want, 'and named') or diag($out);
}

($status, $out) = lint('src/app/x.h' => "#ifndef X\n#define X\n#endif\n");
like($out, qr/a header opens with its manual/, 'a header without manual');

# What looks like a fault and is none.
($status, $out) = lint(
	%header,
	'src/core/x.c' => "${head}#include \"base/b.h\"\n#include <string.h>\n"
		. "int zero(void);\nstatic const char *const names[] = { \"a\", \"b\" };\n"
		. "const char *f(int i)\n{\n\treturn names[zero() + (int)strlen(names[i])];\n}\n",
	'src/app/x.c' => "${head}/* http://x, if (a) return; goto again; */\n"
		. "const char *u = \"http://x\";\nint f(int a)\n{\n\tif (a) {\n\t\tgoto out;\n\t}\n"
		. "\ta++;\nout:\n\treturn a;\n}\n",
);
is($status, 0, 'tables, links and forward jumps pass') or diag($out);
done_testing();
