#!/usr/bin/perl
# `dunghen worktime` against Debian's libbusiness-hours-perl on 10,000 spans of
# 2021 to 2023 (years without swapped working Saturdays, which it cannot say).
# It counts both ends and fixes its span at the first call: a fresh object each
# time, asked for between(a, b - 1).
use strict;
use warnings;
use POSIX ();
BEGIN {
	$ENV{TZ} = 'UTC-7';		# POSIX: seven hours east
	POSIX::tzset();
}
use Business::Hours;
use File::Temp ();
use Time::Local 'timegm';

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $cases = 5000;			# of each profile
my %hours = (
	A => { Start => '07:30', End => '17:00', Breaks => [ { Start => '11:30', End => '13:00' } ] },
	B => { Start => '07:00', End => '17:00', Breaks => [ { Start => '11:30', End => '13:30' } ] },
);

# Splitmix is more than we need: a small generator, the same on every run.
my $state = 20210101;
sub chance {
	my ($below) = @_;
	$state = ($state * 1103515245 + 12345) % 2147483648;
	return int($state / 2147483648 * $below);
}

sub holidays {
	open my $f, '<', 'law/calendar/holidays.csv' or die "holidays.csv: $!\n";
	my @days;
	while (<$f>) {
		push @days, $1 if /^(202[1-3]-\d\d-\d\d),.*,(?:holiday|compensatory|swap_off),/;
		die "a working Saturday: $_" if /^202[1-3]-.*,swap_work,/;
	}
	close $f;
	return @days;
}
my @holidays = holidays();

sub peer {
	my ($profile, $from, $to) = @_;
	return 0 if $to <= $from;
	my $peer = Business::Hours->new;
	my ($first, $last) = map { POSIX::strftime('%Y-%m-%d', localtime $_) } $from, $to;
	$peer->business_hours(
		(map { $_ => { Name => $_, %{ clone($hours{$profile}) } } } 1 .. 5),
		holidays => [ grep { $_ ge $first && $_ le $last } @holidays ],
	);
	return $peer->between($from, $to - 1);
}

# The library writes into what it is given.
sub clone {
	my ($h) = @_;
	return { %$h, Breaks => [ map { {%$_} } @{ $h->{Breaks} } ] };
}

sub ours {
	my ($profile, @pairs) = @_;
	my $file = File::Temp->new;
	print $file join('', map { join(' ', map { POSIX::strftime('%FT%T', localtime $_) } @$_) . "\n" }
		@pairs);
	close $file;
	open my $out, '-|', "$program worktime --office $profile - < $file" or die "$program: $!\n";
	chomp(my @answers = <$out>);
	close $out or die "$program failed\n";
	return @answers;
}

my $begin = timegm(0, 0, 0, 1, 0, 2021) - 7 * 3600;
my $end = timegm(0, 0, 0, 1, 0, 2024) - 7 * 3600;
my $test = 0;
my $failed = 0;
for my $profile (sort keys %hours) {
	my @pairs;
	for (1 .. $cases) {
		my $from = $begin + chance($end - $begin - 45 * 86400);
		push @pairs, [ $from, $from + chance(40 * 86400) ];
	}
	my @answers = ours($profile, @pairs);
	my $wrong = 0;
	for my $i (0 .. $#pairs) {
		my $want = peer($profile, @{ $pairs[$i] });
		next if $want == $answers[$i];
		print "# @{ $pairs[$i] }: $answers[$i], the peer says $want\n" if $wrong++ < 5;
	}
	my $good = @answers == $cases && !$wrong;
	$failed++ if !$good;
	printf "%s %d - profile %s: %d spans agree\n", $good ? 'ok' : 'not ok', ++$test, $profile, $cases;
}
print "1..$test\n";
exit($failed ? 1 : 0);
