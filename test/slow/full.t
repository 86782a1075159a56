#!/usr/bin/perl
# A full disk, met at different moments by every command that writes: it says so, how
# much is free and what to do; nothing is left half written; with room again the same
# command goes through.
use strict;
use warnings;
use Test::More;
use lib 'test/crash';
use lab;

my $disk = "$dir/disk";
mkdir $disk or die;
if (system("mount -t tmpfs -o size=6m,mode=700 tmpfs $disk 2>$dir/err") != 0) {
	plan skip_all => 'a small disk cannot be mounted here: ' . slurp("$dir/err");
}
END { system('umount', $disk) if $disk && -d $disk }

my $db = "$dir/db";
my ($load) = office($db);
my @first = act($db, map { $load->next } 1 .. 40);
is(scalar(grep { !$_->{ok} } @first), 0, 'forty commands');
my ($came) = act($db, $load->line('mc.25210', 'receive_new', { procedure => '2.000815',
	channel => 'counter', receiving => '25210.mc', owner => { name => 'Vo Thi Thu' } }));
my (undef, $shown) = ends('dossier', 'show', $came->{code}, '--db', $db);
act($db, $load->line('mc.25210', 'withdraw', { dossier => $came->{code}, reason => 'rút' }));
is((run('', 'backup', "$dir/b", '--db', $db))[0], 0, 'a backup');
my $entries = verified($db);
my $lines = join '', map { $load->next . "\n" } 1 .. 60;
spew("$dir/attachment", join '', map { chr(32 + int rand 90) } 1 .. 200_000);
system('cp', '-r', 'law', "$dir/law") == 0 or die;

my $s = "$disk/s";
my %command = (
	'act' => [ $lines, 'act', '--db', $s, '--json' ],
	'init' => [ '', @init, '--db', "$disk/new" ],
	'backup' => [ '', 'backup', "$disk/b", '--db', $s, '--json' ],
	'restore' => [ '', 'restore', "$dir/b", '--db', "$disk/r", '--json' ],
	'restore --force' => [ '', 'restore', "$dir/b", '--db', $s, '--force', '--json' ],
	'rebuild' => [ '', 'rebuild', '--db', $s, '--json' ],
	'subject erase' => [ '', 'subject', 'erase', $shown->{owner}, '--ground', 'order', '--as', 'qt01',
		'--clock', '2028-06-01T08:00:00', '--db', $s, '--json' ],
	'file' => [ '', 'file', "$dir/attachment", '--db', $s, '--json' ],
	'law import' => [ '', 'law', 'import', "$dir/law", '--db', $s, '--json' ],
);

sub free_kib { my (undef, $line) = `df -k --output=avail $disk`; return int $line }

# Leaves so many KiB free.
sub fill {
	my ($kib) = @_;
	my $spare = free_kib() - $kib;
	system('dd', 'if=/dev/zero', "of=$disk/ballast", 'bs=1024', "count=$spare", 'status=none') if $spare > 0;
}

# On a disk too full for one act a smaller one, later, may still find room. What had none
# is sent again without its hour, which is past by then.
sub sent_again {
	my ($input, @answers) = @_;
	my @lines = map { $json->decode($_) } split /\n/, $input;
	delete $lines[$_]{at} for grep { !$answers[$_]{ok} } 0 .. $#answers;
	return join '', map { $json->encode($_) . "\n" } @lines;
}

# Whether each of these acts, sent again, has its old answer, or is done now; only one
# whose dossier went on without it may be too late.
sub caught_up {
	my ($input, $before, $after) = @_;
	my @lines = map { $json->decode($_) } split /\n/, $input;
	my (%gone_on, $wrong);
	for my $i (reverse 0 .. $#lines) {
		my ($was, $is) = ($before->[$i], $after->[$i]);
		my $dossier = $lines[$i]{args}{dossier} // '';
		if ($was->{ok}) {
			$gone_on{$dossier} = 1 if $dossier;
			$wrong++ if !$is->{ok} || "@{ $was->{seq} }" ne "@{ $is->{seq} }";
		} elsif (!$is->{ok}) {
			$wrong++ if !$gone_on{$dossier} || $is->{code} =~ /full/;
		}
	}
	return !$wrong && @$after == @lines;
}

sub entries_of { my $n = 0; $n += $_->{seq}[1] - $_->{seq}[0] + 1 for grep { $_->{ok} } @_; return $n }

for my $name (sort keys %command) {
	my ($input, @words) = @{ $command{$name} };
	my (%ended, $bad);
	next if defined $ENV{FULL_ONLY} && $ENV{FULL_ONLY} ne $name;
	for my $kib (0, 4, 12, 40, 100, 200, 400, 800, 1600) {
		system("rm -rf $disk/*");
		copy_of($db, $s);
		fill($kib);
		my ($status, $text, $signal) = run($input, @words);
		my @answers = map { eval { $json->decode($_) } // { code => "? $_" } } split /\n/, $text;
		my @refused = grep { !$_->{ok} && !exists $_->{sha256} } @answers;
		# After the first, commands are refused for what the one before was to bring.
		my $told = $status == 0 ? !@refused : @refused && !grep {
			$_->{code} !~ /^(db|store)\.full$/ || $_->{message}{en} !~ /\d+ KiB are free/ || !$_->{hint}
		} $refused[0];
		unlink "$disk/ballast";
		my $had = verified($s);
		$told &&= ($had // -1) == $entries + entries_of(@answers) if $name eq 'act';
		my ($again, $more) = run($name eq 'act' ? sent_again($input, @answers) : $input, @words);
		my ($last) = map { $json->decode($_) } grep { /^\{/ } (split /\n/, $more)[-1];
		my $goes = $again == 0
			|| ($last->{code} // '') =~ /^(store\.exists|restore\.exists|erase\.again)$/
			|| $name eq 'act' && caught_up($input, \@answers,
				[ map { $json->decode($_) } split /\n/, $more ]);
		my $whole = defined verified($s);
		for my $other (grep { -d } "$disk/new", "$disk/r") {
			$whole &&= defined verified($other);
		}
		my $fine = $signal == 0 && $status =~ /^[013]$/ && $told && defined $had && $goes && $whole;
		$ended{$status == 0 ? 'done' : $refused[0]{code}}++;
		$bad++, diag("$name with $kib KiB: exit $status signal $signal again $again "
			. ($refused[0]{code} // '') . " " . substr($text, 0, 300) . substr($more, 0, 200) . slurp("$dir/err")) if !$fine;
	}
	ok(!$bad, "$name: " . join ', ', map { "$_ $ended{$_}" } sort keys %ended);
	cmp_ok(scalar(grep { /full/ } keys %ended), '>', 0, "$name met a full disk") if $name ne 'law import';
}
done_testing();
