#!/usr/bin/perl
# The man pages and the completion of bash follow from the table of commands, are
# good troff and good bash, and are installed with the program.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $program = abs_path($ENV{DUNGHEN} // 'build/dunghen');
my $dir = tempdir(CLEANUP => 1);
my @pages = qw(doc/dunghen.1 doc/dunghen.vi.1);
my @commands = @{ decode_json(scalar qx($program help --json)) };
my $bash = 'doc/completion/dunghen.bash';

sub slurp {
	my ($path) = @_;
	open my $f, '<', $path or return '';
	local $/;
	return scalar <$f>;
}

# --- nothing drifts ---

is(system($^X, 'tools/clidoc.pl', '--check'), 0, 'pages and completion follow the commands');

# A copy with one letter changed, to see the check fail.
system('sh', '-c', "mkdir -p $dir/copy/doc && cp -R doc/completion doc/dunghen*.1 $dir/copy/doc");
for my $file (@pages, $bash) {
	my $before = slurp("$dir/copy/$file");
	open my $f, '>', "$dir/copy/$file" or die;
	print $f $before =~ s/--?ground|\\-\\-ground/--grounds/r;
	close $f;
	my $said = qx(cd $dir/copy && DUNGHEN=$program $^X @{[ abs_path('tools/clidoc.pl') ]} --check);
	is($? >> 8, 1, "$file: a change is refused");
	like($said, qr/^\Q$file\E differs/m, "$file: and named");
	open $f, '>', "$dir/copy/$file" or die;
	print $f $before;
	close $f;
}

# --- pages ---

system("$program init --db $dir/store --mode test --admin qt01 --clock 2026-03-02T07:30"
	. " --seed 1 > $dir/out") == 0 or die "init failed\n";
opendir my $d, "$dir/store" or die;
my @files = sort grep { !/^\./ && !/-(?:wal|shm)$/ } readdir $d;
ok(@files >= 5, 'a store has files');

my ($groff) = grep { -x } map { "$_/groff" } split /:/, $ENV{PATH};
for my $page (@pages) {
	my $text = slurp($page);
	for my $c (@commands) {
		like($text, qr/^\.SS \Q$c->{name}\E$/m, "$page has $c->{name}");
	}
	like($text, qr/^\\fB\Q$_\E\/?\\fR$/m, "$page has the file $_") for @files, 'erased.log';
	like($text, qr/^\\fB$_\\fR$/m, "$page has exit status $_") for 0 .. 3;
	SKIP: {
		skip 'groff is not installed', 2 if !$groff;
		my $warnings = qx($groff -k -man -ww -Tutf8 $page 2>&1 >$dir/page);
		is($warnings, '', "$page: groff has no warnings");
		like(slurp("$dir/page"), qr/2025-03-03T08:15/, "$page: and prints it");
	}
}

# --- completion ---

is(qx(bash -n $bash 2>&1), '', 'the completion is good bash');

# What is offered for the last of the words.
sub offered {
	my @words = @_;
	my $script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
		. '_dunghen; printf "%s\n" "${COMPREPLY[@]}"';
	open my $out, '-|', 'bash', '-c', $script, 'bash', $bash, 'dunghen', @words or die;
	my @lines = <$out>;
	close $out or return ("bash failed");
	chomp @lines;
	return join ' ', sort grep { $_ ne '' } @lines;
}

sub offers {
	my ($want, @words) = @_;
	is(offered(@words), join(' ', sort split ' ', $want), "dunghen @words");
}

mkdir "$dir/names";
mkdir "$dir/names/a b";
open my $f, '>', "$dir/names/ac" or die;
close $f;

offers(join(' ', map { $_->{name} } @commands), '');
offers('ledger', 'le');
offers('', 'nothing', '');
offers('list show timeline open', 'dossier', '');
offers('check list show export import try calendar', 'law', '');
offers('apply', 'law', 'calendar', '');
offers('head checkpoint prove evidence receipt check verify fsck export', 'ledger', '');
offers('check checkpoint', 'ledger', 'ch');
offers('erase', 'subject', '');
offers('', 'dossier', 'show', '');
offers('--late --lang', 'dossier', 'list', '--la');
offers('request expired order', 'subject', 'erase', 's1', '--ground', '');
offers('production', 'init', '--mode', 'p');
offers('day_close time_of_day', 'deadline', '--mode', '');
offers('day_close', 'deadline', '--mode', '=', 'd');
offers('vi en', 'version', '--lang', '=');
offers('', 'init', '--admin', '');
offers('list', 'dossier', '--clock', '2026-03-02T08', ':', '15', 'l');
offers('list', 'dossier', '--db', '=', 'x', '--late', 'li');
offers('fsck', 'ledger', '--db', 'x', 'f');
offers("$dir/names/a b", 'verify', '--db', "$dir/names/");
is(offered('file', 'first', "$dir/names/"), "$dir/names/a b $dir/names/ac",
	'every FILE is completed, blanks and all');
offers("$dir/names/ac", 'ledger', 'check', "$dir/names/ac");
for my $c (@commands) {
	offers(join(' ', map { "--$_->{name}" } @{ $c->{options} }), $c->{name}, '--');
}

# --- installed ---

# What stands there is installed; building is not what is tested.
delete @ENV{qw(MAKEFLAGS MAKELEVEL MFLAGS)};
my $said = qx(make install -o all PROGRAM=$program DESTDIR=$dir/root PREFIX=/opt/dh 2>&1);
is($?, 0, 'make install') or diag($said);
my %installed = (
	'bin/dunghen' => $program,
	'share/man/man1/dunghen.1' => 'doc/dunghen.1',
	'share/man/vi/man1/dunghen.1' => 'doc/dunghen.vi.1',
	'share/bash-completion/completions/dunghen' => $bash,
	'share/doc/dunghen/dunghen.logrotate' => 'doc/systemd/dunghen.logrotate',
	'share/doc/dunghen/nginx.conf' => 'doc/nginx.conf',
);
# Its paths follow where it is installed.
my $unit = 'lib/systemd/system/dunghen.service';
for my $place (sort keys %installed) {
	is(system('cmp', '-s', "$dir/root/opt/dh/$place", $installed{$place}), 0, "installs $place");
}
my @found = split /\n/, qx(cd $dir/root/opt/dh && find . -type f);
is(@found, 1 + keys %installed, 'and nothing else but one');
is(system("sed 's|/usr/local/|/opt/dh/|' doc/systemd/dunghen.service | cmp -s - $dir/root/opt/dh/$unit"), 0,
	"$unit, with its own paths");
ok(-x "$dir/root/opt/dh/bin/dunghen", 'the program can be run');
is((stat "$dir/root/opt/dh/share/man/man1/dunghen.1")[2] & 07777, 0644, 'the page can be read');
done_testing();
