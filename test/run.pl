#!/usr/bin/perl
# Runs test files under TAP::Harness and ends with one line of totals.
#
#   run.pl FILE…    .story: `$DUNGHEN story FILE`; .t: by its #! line; else a
#                   program. Fails when a test failed, a program broke off, or
#                   nothing was tested at all.
use strict;
use warnings;
use TAP::Harness;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my @files = @ARGV;

# Memory left behind at the end is a fault like any other.
$ENV{ASAN_OPTIONS}  //= 'detect_leaks=1:abort_on_error=0:strict_string_checks=1';
$ENV{UBSAN_OPTIONS} //= 'print_stacktrace=1';
$ENV{TZ}     = 'Pacific/Honolulu';    # nothing may depend on the zone
$ENV{LC_ALL} = 'C.UTF-8';

sub command {
	my (undef, $file) = @_;
	return [ $program, 'story', $file ] if $file =~ /\.story$/;
	if ($file =~ /\.t$/) {
		open my $f, '<', $file or die "$file: $!\n";
		my $first = <$f> // '';
		my @by = $first =~ /^#!\s*(.+?)\s*$/ ? split(' ', $1) : ('perl');
		shift @by if $by[0] =~ m{/env$};
		return [ @by, $file ];
	}
	return [ $file =~ m{^/} ? $file : "./$file" ];
}

if (!@files) {
	print "0 passed, 0 failed\n";
	print STDERR "No tests were found.\n";
	exit 1;
}

my $harness = TAP::Harness->new({
	exec      => \&command,
	jobs      => $ENV{TEST_JOBS} // 2,
	verbosity => $ENV{TEST_VERBOSE} ? 1 : 0,
	failures  => 1,
	comments  => 0,
	color     => -t STDOUT ? 1 : 0,
	merge     => 0,
});
my $all = $harness->runtests(@files);

# A program that died or broke its plan without a failed test counts as one. A file that
# says why it can't be run here is neither passed nor failed.
my $broken = 0;
for my $parser ($all->parsers) {
	next if $parser->failed || ($parser->skip_all && !$parser->exit);
	$broken++ if $parser->parse_errors || $parser->exit || $parser->wait || !$parser->tests_run;
}
my $failed = scalar($all->failed) + $broken;
my $passed = scalar $all->passed;
print "$passed passed, $failed failed\n";
exit($failed == 0 && $passed > 0 && $all->all_passed ? 0 : 1);
