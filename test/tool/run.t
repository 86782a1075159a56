#!/usr/bin/perl
# The runner counts right and never calls a broken run good.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Temp qw(tempdir);
use Test::More;

my $runner = abs_path('test/run.pl');
my $dir = tempdir(CLEANUP => 1);

sub put {
	my ($name, $text) = @_;
	open my $f, '>', "$dir/$name" or die "$name: $!";
	print $f $text;
	close $f;
	chmod 0755, "$dir/$name";
	return $name;
}

my $good   = put('good.t', "#!/bin/sh\necho ok 1 - a\necho ok 2 - b\necho 1..2\n");
my $failed = put('failed.t', "#!/bin/sh\necho ok 1 - a\necho not ok 2 - b\necho 1..2\nexit 1\n");
my $perl   = put('perl.t', "#!/usr/bin/env perl\nprint qq{1..1\\nok 1 - p\\n};\n");
my $died   = put('died.t', "#!/bin/sh\necho ok 1 - a\nkill -SEGV \$\$\n");
my $short  = put('short.t', "#!/bin/sh\necho 1..3\necho ok 1 - a\n");
my $status = put('status.t', "#!/bin/sh\necho ok 1 - a\necho 1..1\nexit 3\n");
my $silent = put('silent.t', "#!/bin/sh\nexit 0\n");
my $absent = put('absent.t', "#!/bin/sh\necho '1..0 # SKIP nothing to read here'\n");
my $story  = put('a.story', "a story\n");
my $binary = put('binary', "#!/bin/sh\necho ok 1 - program\necho 1..1\n");
put('dunghen', "#!/bin/sh\ntest \"\$1\" = story || exit 9\n"
	. "read -r line < \"\$2\"\necho ok 1 - \"\$line\"\necho 1..1\n");

sub run_tests {
	my @files = @_;
	my $out = `cd $dir && DUNGHEN=$dir/dunghen perl $runner @files 2>&1`;
	my ($last) = $out =~ /([^\n]*)\n?\z/;
	return ($? >> 8, $last, $out);
}

for my $case (
	[ [$good],                          0, '2 passed, 0 failed', 'good' ],
	[ [ $good, $perl, $story, $binary ], 0, '5 passed, 0 failed', 'one of each kind' ],
	[ [ $good, $failed ],               1, '3 passed, 1 failed', 'a failed test' ],
	[ [ $good, $died ],                 1, '3 passed, 1 failed', 'a program that died' ],
	[ [ $good, $short ],                1, '3 passed, 1 failed', 'a plan not kept' ],
	[ [$status],                        1, '1 passed, 1 failed', 'a bad exit status' ],
	[ [$silent],                        1, '0 passed, 1 failed', 'a silent program' ],
	[ [ $good, $absent ],               0, '2 passed, 0 failed', 'a file that is not for here' ],
	[ [$absent],                        1, '0 passed, 0 failed', 'nothing but such files' ],
	[ ['nothing.t'],                    1, undef,                'a missing file' ],
) {
	my ($files, $want, $line, $what) = @$case;
	my ($exit, $last, $out) = run_tests(@$files);
	is(!!$exit, !!$want, "exit after $what") or diag($out);
	is($last, $line, "totals of $what") or diag($out) if defined $line;
}
my ($exit, undef, $out) = run_tests();
is($exit, 1, 'no tests at all is a failure');
like($out, qr/^0 passed, 0 failed$/m, 'and says so');
(undef, undef, $out) = run_tests($failed);
like($out, qr/not ok 2|Failed test.*2/, 'the failed test is named');
done_testing();
