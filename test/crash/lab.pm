# What the tests of faults share: an office at work in a folder of its own, the
# program run and judged, the program killed before its n-th change of a file.
package lab;
use strict;
use warnings;
use Exporter 'import';
use File::Temp 'tempdir';
use JSON::PP;
use Test::More;
require './test/crash/load.pl';

our @EXPORT = qw(slurp spew run ends act verified office helper changes killed_at moments copy_of
	$dir $json $program @init);

our $program = $ENV{DUNGHEN} // 'build/dunghen';
our $dir     = tempdir(CLEANUP => 1);
our $json    = JSON::PP->new->canonical;
our @init = (qw(init --mode test --seed crash --clock 2026-03-02T07:00:00 --admin qt01 --json));

# A run that chance guides says how to run the same again.
my $seed = $ENV{CRASH_SEED} // time;
srand $seed;
diag("CRASH_SEED=$seed");

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or die "$path: $!";
	local $/;
	return <$f> // '';
}

sub spew {
	my ($path, $bytes) = @_;
	open my $f, '>:raw', $path or die "$path: $!";
	print $f $bytes;
	close $f or die "$path: $!";
}

# Exit status, what it printed, the signal that ended it.
sub run {
	my ($input, @args) = @_;
	spew("$dir/in", $input);
	my $text = `$program @args <$dir/in 2>$dir/err`;
	return ($? >> 8, $text, $? & 127);
}

# Exit status and the one answer of a command that speaks JSON.
sub ends {
	my (@args) = @_;
	my ($status, $text, $signal) = run('', @args, '--json');
	my ($line) = split /\n/, $text;
	return ($status, eval { $json->decode($line // '') } // { code => "? $text" }, $signal);
}

sub act {
	my ($folder, @lines) = @_;
	my ($status, $text) = run(join('', map { "$_\n" } @lines), 'act', '--db', $folder);
	return map { $json->decode($_) } split /\n/, $text;
}

# The number of entries, or undef when something is wrong.
sub verified {
	my ($folder) = @_;
	my ($status, $text) = run('', 'verify', '--json', '--db', $folder);
	if ($status != 0) {
		diag("verify: exit $status $text" . slurp("$dir/err"));
		return undef;
	}
	return $json->decode($text)->{entries};
}

# A store with people at their posts and an endless load for them; the lines that
# made it and their answers.
sub office {
	my ($folder) = @_;
	is((run('', @init, '--db', $folder))[0], 0, 'a store') or BAIL_OUT(slurp("$dir/err"));
	spew("$dir/result", "kết quả\n");
	my (undef, $hash) = run('', 'file', '--db', $folder, "$dir/result");
	chomp $hash;
	my $load = load->new(start => 1772438400, file => $hash);	# 2026-03-02T08:00:00
	my @lines = $load->staff;
	my @answers = act($folder, @lines);
	is(scalar(grep { !$_->{ok} } @answers), 0, 'people at work');
	return ($load, map { [ $lines[$_], $answers[$_] ] } 0 .. $#lines);
}

sub copy_of {
	my ($from, $to) = @_;
	system('rm', '-rf', $to);
	system('cp', '-r', $from, $to) == 0 or die;
	return $to;
}

# A small C program or library of this folder, built.
sub helper {
	my ($name, @flags) = @_;
	my $cc = $ENV{CC} // 'cc';
	is(system("$cc -O1 -o $dir/$name test/crash/$name.c @flags"), 0, "$name is built");
	return "$dir/$name";
}

my $shim;

sub shim { return $shim //= helper('killer', qw(-shared -fPIC -ldl)) }

# How many changes a run makes.
sub changes {
	my ($input, @args) = @_;
	local $ENV{LD_PRELOAD} = shim();
	local $ENV{KILL_COUNT} = "$dir/count";
	my ($status) = run($input, @args);
	return slurp("$dir/count") + 0;
}

sub killed_at {
	my ($n, $input, @args) = @_;
	local $ENV{LD_PRELOAD} = shim();
	local $ENV{KILL_AT} = $n;
	my ($status, $text, $signal) = run($input, @args);
	return ($signal == 9 || $status == 137, $text);
}

# At most so many of 1..n, spread, the first and the last ones always.
sub moments {
	my ($n, $most) = @_;
	return 1 .. $n if $n <= $most;
	my %m = map { $_ => 1 } 1 .. 8, $n - 12 .. $n, map { 1 + int rand $n } 1 .. $most - 20;
	return sort { $a <=> $b } keys %m;
}

1;
