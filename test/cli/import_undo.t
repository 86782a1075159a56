#!/usr/bin/perl
# Rule 24: an import that was a mistake is taken back, dossier by dossier, on the record.
use strict;
use warnings;
use Encode qw(decode_utf8);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew  { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h }
sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return <$h> }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && timeout 60 $dunghen $words --db $dir/s 2>$dir/err`;
	return ($? >> 8, $out);
}
sub json_lines { return map { decode_json($_) } split /\n/, $_[0] }
sub state_of {
	my ($status, $out) = run("dossier show $_[0] --json");
	return $status == 0 ? decode_json($out)->{state} : 'none';
}
sub act {
	spew("$dir/acts", join '', map { encode_json($_) . "\n" } @_);
	return system("$dunghen act --db $dir/s < $dir/acts > $dir/out");
}

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock 2026-03-02T08:00 --admin qt >/dev/null"), 0,
	'a store');
is(act({ key => 'k1', as => 'qt', do => 'add_person', args => { key => 'hoa' } },
	{ key => 'k2', as => 'qt', do => 'assign', args => { person => 'hoa', unit => '25195.mc', post => 'head' } }),
	0, 'with somebody who heads the counter');
spew("$dir/a.csv", "code,procedure,name,received,due\n" . join '', map {
	sprintf "H19.21-260225-%04d,1.001612,Người %d,25/02/2026,10/03/2026\n", $_, $_ } 1 .. 150);
my $with = '--as qt --set source=cu --set channel=counter --set receiving=25195.mc';
my ($status, $out) = run("import a.csv $with --batch thang3 --json");
is($status, 0, 'an import by a name') or diag $out, slurp("$dir/err");
is((json_lines($out))[0]{batch}, 'thang3', 'which is told');
spew("$dir/b.csv", "code,procedure,name,received,due\nH19.21-260226-0001,1.001612,Khác,26/02/2026,10/03/2026\n");
($status, $out) = run("import b.csv $with --json");
my $other = (json_lines($out))[0]{batch};
like($other, qr/^[0-9a-f]{12}$/, 'one without has a name made of the file');
is_deeply([ map { "$_->{batch} $_->{dossiers} $_->{undone}" } json_lines((run('import --batches --json'))[1]) ],
	[ "$other 1 0", 'thang3 150 0' ], 'both are listed, the newest first');
like((run('import --batches --lang en'))[1], qr/^thang3\s+150 dossiers, 0 taken back$/m, 'in words, too');
is(act({ key => 'k3', as => 'hoa', do => 'take', args => { dossier => 'H19.21-260225-0070' } }), 0,
	'somebody begins to work');

my $undo = "import --undo thang3 --as qt --reason 'nhầm bảng'";
my $before = decode_json((run('ledger head --json'))[1])->{size};
($status, $out) = run("$undo --dry-run --json");
is($status, 1, 'a trial, with one that stays');
is_deeply((json_lines($out))[-1], { undone => 0, already => 0, would => 149, refused => 1 }, 'is counted') or diag $out;
my ($kept) = grep { ($_->{result} // '') eq 'refused' } json_lines($out);
is("$kept->{code} $kept->{reason_code}", 'H19.21-260225-0070 import.acted', 'which one, and why');
is((run($undo))[0], 2, 'for good: only when said twice');
is((run("$undo --sure other"))[0], 2, 'and rightly');
is(decode_json((run('ledger head --json'))[1])->{size}, $before, 'nothing was written');
($status, $out) = run("$undo --sure thang3 --json --report undo.csv");
is($status, 1, 'for good');
is_deeply((json_lines($out))[-1], { undone => 149, already => 0, would => 0, refused => 1 }, 'is counted');
is(decode_json((run('ledger head --json'))[1])->{size}, $before + 149, 'an entry each');
like(slurp("$dir/undo.csv"), qr/\r\n70,0,"H19\.21-260225-0070","refused","import\.acted"/, 'the report has each');
is(state_of('H19.21-260225-0001'), 'undone', 'by its code it is found as taken back');
is(state_of('H19.21-260225-0070'), 'open', 'the one in work goes on');
is_deeply([ map { $_->{code} } map { @{ $_->{dossiers} // [$_] } } grep { $_->{code} || $_->{dossiers} }
	json_lines((run('dossier list --json'))[1]) ],
	[ 'H19.21-260225-0070', 'H19.21-260226-0001' ], 'no list has the others');
is((json_lines((run("$undo --sure thang3 --json"))[1]))[-1]{already}, 149, 'once more: nothing comes twice');
is((json_lines((run('import --batches --json'))[1]))[1]{undone}, 149, 'the list says so');

# The right table, with the same codes.
spew("$dir/c.csv", slurp("$dir/a.csv") =~ s/10\/03/11\/03/gr);
($status, $out) = run("import c.csv $with --json");
is_deeply((json_lines($out))[-1], { in => 149, already => 0, would => 0, refused => 1 },
	'the right table comes in under the same codes') or diag $out;
is(state_of('H19.21-260225-0001'), 'open', 'by its code it is found now');
($status, $out) = run('dossier list --state undone --limit 200 --json');
my @gone = map { @{ $_->{dossiers} // [$_] } } json_lines($out);
is($gone[0]{code}, 'H19.21-260225-0001', 'those taken back are listed when asked for, by their own codes') or diag $out;

is((json_lines((run("import --undo nope --as qt --reason x --dry-run --json"))[1]))[-1]{code}, 'import.no_batch',
	'no such import');
is((run("import --undo thang3 --as hoa --reason x --dry-run"))[0], 1, 'only an administrator');
is((run('import --undo thang3 --as qt'))[0], 2, 'a reason is wanted');
for my $word ('verify', 'rebuild', 'verify') {
	($status, $out) = run($word);
	is($status, 0, "$word: the store is sound") or diag $out, slurp("$dir/err");
}
is(state_of('H19.21-260225-0001'), 'open', 'also after a rebuild');
done_testing();
