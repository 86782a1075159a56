#!/usr/bin/perl
# Backups while others write: each is one moment of the store, not before the last answer
# that was given when it began; what is restored from it verifies and answers all of that
# again, and the writing goes on meanwhile.
use strict;
use warnings;
use POSIX ();
use Test::More;
use lib 'test/crash';
use lab;

my $rounds = $ENV{BACKUP_ROUNDS} // 20;
my $db     = "$dir/db";
my ($load) = office($db);

spew("$dir/answers", '');
# The office works until this end of the pipe is shut.
pipe(my $in, my $out) or die;
my $pid = fork // die;
if (!$pid) {
	open STDIN, '<&', $in or die;
	open STDOUT, '>', "$dir/answers" or die;
	close $_ for $in, $out;
	exec $program, 'act', '--db', $db;
	die;
}
pipe(my $lines_r, my $lines_w) or die;
my $feeder = fork // die;
if (!$feeder) {
	local $SIG{PIPE} = 'IGNORE';
	close $_ for $in, $lines_r;
	while (1) {
		my $line = $load->next . "\n";
		syswrite($lines_w, $line) == length $line or last;
		syswrite($out, $line) == length $line or last;
	}
	POSIX::_exit(0);
}
close $_ for $in, $out, $lines_w;

my (@lines, @answers);
open my $answered, '<', "$dir/answers" or die;

# All answers that are there by now, and what was asked; at least so many.
sub answered {
	my ($least) = @_;
	while (1) {
		seek $answered, 0, 1;		# there may be more than there was
		while (defined(my $line = <$answered>)) {
			if ($line !~ /\n\z/) {
				seek $answered, -length $line, 1;
				last;
			}
			push @answers, $json->decode($line);
			push @lines, scalar <$lines_r>;
		}
		return if @answers >= $least;
		select undef, undef, undef, 0.01;
	}
}

my $copied = 0;
for my $round (1 .. $rounds) {
	answered(@answers + 50);
	my $known = @answers;
	my $least = $answers[-1]{seq}[1] + 1;
	my ($status, $backup) = ends('backup', "$dir/b", '--db', $db, '--json');
	answered($known + 1);
	my $went_on = @answers - $known;
	system('rm', '-rf', "$dir/side");
	my ($restored) = ends('restore', "$dir/b", '--db', "$dir/side", '--json');
	my $had   = verified("$dir/side");
	my @again = act("$dir/side", map { s/\n//r } @lines[ 0 .. $known - 1 ]);
	my @first = @answers[ 0 .. $known - 1 ];
	ok($status == 0 && $restored == 0 && $backup->{entries} >= $least
			&& defined $had && $had == $backup->{entries} + 1 && $went_on > 0
			&& $json->encode(\@again) eq $json->encode(\@first),
		"backup $round: $backup->{entries} entries, $least were told of before, $went_on answers more by its end")
		or diag(explain($backup), $restored, $had, slurp("$dir/err"));
}
kill TERM => $feeder;
waitpid $feeder, 0;
waitpid $pid, 0;
is($?, 0, 'the office closed in order');
answered(0);
is(scalar(grep { !$_->{ok} } @answers), 0, scalar(@answers) . ' commands were accepted');
is(verified($db), $answers[-1]{seq}[1] + 1, 'and the store verifies');
done_testing();
