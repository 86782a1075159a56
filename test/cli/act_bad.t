#!/usr/bin/perl
# Bad input to `dunghen act`: each line is refused with a stable code and a
# sentence in both languages, the store stays as it was to the byte, and the next
# line is still served.
use strict;
use warnings;
use utf8;
use Digest::SHA 'sha256_hex';
use Encode 'encode';
use File::Temp 'tempdir';
use IPC::Open2 'open2';
use JSON::PP;
use Test::More;
use Unicode::Normalize 'NFD';

binmode STDOUT, ':utf8';
binmode STDERR, ':utf8';
my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir  = tempdir(CLEANUP => 1);
my $db   = "$dir/db";
my $json = JSON::PP->new->canonical->utf8;
my $at   = '2026-03-02T08:00:00';

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or die "$path: $!";
	local $/;
	return <$f> // '';
}

sub spit {
	my ($path, $bytes) = @_;
	open my $f, '>:raw', $path or die "$path: $!";
	print $f $bytes;
	close $f or die "$path: $!";
}

# Exit status and output, raw bytes in and out; stderr goes to $dir/err.
sub run {
	my ($input, @args) = @_;
	spit("$dir/in", $input);
	open my $out, '-|:raw', 'sh', '-c', 'exec "$@" <' . "$dir/in 2>$dir/err", 'sh',
		$program, @args or die;
	local $/;
	my $text = <$out> // '';
	close $out;
	return ($? & 127 ? 128 + ($? & 127) : $? >> 8, $text);
}

# Lines of bytes to `act`, its answers.
sub act {
	my @lines = @_;
	my ($status, $text) = run(join('', map { "$_\n" } @lines), 'act', '--db', $db);
	return ($status, map { $json->decode($_) } split /\n/, $text);
}

sub cmd {
	my ($key, $as, $do, $args, %more) = @_;
	return $json->encode({ key => $key, as => $as, do => $do, args => $args, %more });
}

# What the store is, to the byte: all files but the lock's.
sub state_of {
	my ($folder) = @_;
	my @files = sort grep { !m{/lock$} } glob("$folder/*.db $folder/*.db-wal $folder/*.key");
	return join "\n", map { sha256_hex(slurp($_)) . " $_" } @files;
}

# A sentence in both languages, with nothing left to fill in.
sub is_said {
	my ($v) = @_;
	return ref $v eq 'HASH' && !grep { ($v->{$_} // '') !~ /\S/ || $v->{$_} =~ /\{\w+\}/ } qw(vi en);
}

# ---- a small office ----

my ($status) = run('', qw(init --admin qt01 --mode test --seed bad --clock), $at, '--db', $db);
is($status, 0, 'a store to spoil');

my @seats = (
	[qw(lan 25195.mc clerk)], [qw(minh 25195.kt officer)], [qw(hoa 25195.kt head)],
	[qw(chu 25195 head)], [qw(thu 25195.vp records)], [qw(xa 25210.mc clerk)],
	[qw(sep 25210 head)],
);
my $n = 0;
my @setup = map {
	my ($who, $unit, $post) = @$_;
	(cmd('p' . ++$n, 'qt01', 'add_person', { key => $who }, at => $at),
	 cmd('a' . $n, 'qt01', 'assign', { person => $who, unit => $unit, post => $post, from => $at },
		at => $at));
} @seats;
push @setup, cmd('p0', 'qt01', 'add_person', { key => 'khach' }, at => $at);
my %new = (procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Nguyễn Văn Thử', id_number => '075090001234' });
push @setup, map { cmd($_, 'lan', 'receive_new', \%new, at => $at) } qw(d1 d2);
my ($code, @answers) = act(@setup);
is($code, 0, 'people and two dossiers');
my ($open, $closed) = map { $_->{code} } @answers[-2, -1];
($code, my $paper) = act(cmd('m0', 'hoa', 'register_matter', { unit => '25195.kt', number => '1/CV', dated => '2026-03-01',
	sender => 'x', question => 'x' }, at => $at));
my $matter = $paper->{matter};

spit("$dir/result", 'the result');
($code, my $hash) = run('', 'file', '--db', $db, "$dir/result");
chomp $hash;
my @life = (
	[qw(lan hand_over outcome forward)], [qw(minh take)], [qw(minh hand_over outcome forward)],
	[qw(hoa take)], [qw(hoa finish)], [qw(chu take)], [qw(chu sign)], [qw(thu take)],
	[qw(thu number number 1 book GCN file), $hash], [qw(thu ready)],
	[qw(lan fee_receipt)],
	[qw(lan deliver how counter collector), 'Nguyễn Văn Thử'],
);
($code, @answers) = act(map {
	my ($who, $do, %args) = @$_;
	cmd('l' . ++$n, $who, $do, { dossier => $closed, %args }, at => $at);
} @life);
is($code, 0, 'one of them lived to its end') or diag(explain([ grep { !$_->{ok} } @answers ]));

# A person's name written with accents apart is the same name.
my $nfd = encode('UTF-8', NFD('Trần Thị Kiểm'));
($code, @answers) = act(qq({"key":"nfd","as":"qt01","do":"add_person","args":{"key":"kiem","name":"$nfd"},"at":"$at"}));
is($code, 0, 'a name in NFD is accepted');
my $nfc = cmd('nfd', 'qt01', 'add_person', { key => 'kiem', name => 'Trần Thị Kiểm' }, at => $at);
($code, my $again) = act($nfc);
is_deeply($again, $answers[0], 'and is the same command when it comes in NFC');

# ---- the bad lines ----

my $probe  = cmd('d1', 'lan', 'receive_new', \%new, at => $at);
my $before = state_of($db);
($code, my $good) = act($probe);
is($code, 0, 'the probe, a command sent again, is accepted');
is(state_of($db), $before, 'and changes nothing');

my $key = 0;
sub bad {
	my ($as, $do, $args, %more) = @_;
	return cmd('x' . ++$key, $as, $do, $args, at => $at, %more);
}
sub received { my (%more) = @_; return bad('lan', 'receive_new', { %new, %more }) }
sub owner { my (%more) = @_; return received(owner => { %{ $new{owner} }, %more }) }
sub raw { my ($args) = @_; return qq({"key":"x1","as":"lan","do":"take","args":$args}) }
sub since { my ($when) = @_; return received(received_at => $when) }
sub taken { my ($when) = @_; return bad('minh', 'take', { dossier => $open }, at => $when) }

my @bad = (
	# [what, line, code]
	[ 'no JSON', 'hello', 'json.syntax' ],
	[ 'cut short', '{"key":"x1","as":"la', 'json.syntax' ],
	[ 'two values', '{} {}', 'json.syntax' ],
	[ 'single quotes', "{'key':'x1'}", 'json.syntax' ],
	[ 'a comma too many', '{"key":"x1",}', 'json.syntax' ],
	[ 'a comment', '{"key":"x1" /* who */}', 'json.syntax' ],
	[ 'NaN', raw('{"n":NaN}'), 'json.syntax' ],
	[ 'an array', '[]', 'command.object' ],
	[ 'null', 'null', 'command.object' ],
	[ 'a number', '7', 'command.object' ],
	[ 'a byte order mark', "\xEF\xBB\xBF{}", 'json.syntax' ],
	[ 'Latin-1', "{\"key\":\"\xE9\"}", 'json.utf8' ],
	[ 'UTF-8 cut', "{\"key\":\"\xC4\"}", 'json.utf8' ],
	[ 'overlong UTF-8', "{\"key\":\"\xC0\xAF\"}", 'json.utf8' ],
	[ 'a surrogate in UTF-8', "{\"key\":\"\xED\xA0\x80\"}", 'json.utf8' ],
	[ 'beyond Unicode', "{\"key\":\"\xF4\x90\x80\x80\"}", 'json.utf8' ],
	[ 'a lone high surrogate', raw('{"dossier":"\ud83d"}'), 'json.syntax' ],
	[ 'a lone low surrogate', raw('{"dossier":"\ude00"}'), 'json.syntax' ],
	[ 'surrogates the wrong way round', raw('{"dossier":"\ude00\ud83d"}'), 'json.syntax' ],
	[ 'a NUL byte', "{\"key\":\"a\0b\"}", 'json.utf8' ],
	[ 'a NUL byte outside', "{\"key\":\"a\"}\0", 'json.utf8' ],
	[ 'a NUL escape', raw('{"dossier":"a\u0000b"}'), 'json.syntax' ],
	[ 'a raw tab in a string', "{\"key\":\"a\tb\"}", 'json.syntax' ],
	[ 'a key twice', '{"key":"x1","key":"x2"}', 'json.duplicate' ],
	[ 'a field twice', raw('{"dossier":"a","dossier":"b"}'), 'json.duplicate' ],
	[ 'a field twice after normalising',
	  encode('UTF-8', raw('{"é":1,"e' . "\x{301}" . '":2}')), 'json.composed' ],
	[ 'a float', raw('{"n":1.5}'), 'json.number' ],
	[ 'an exponent', raw('{"n":1e3}'), 'json.number' ],
	[ 'a huge number', raw('{"n":' . '9' x 400 . '}'), 'json.number' ],
	[ '2^53', raw('{"n":9007199254740992}'), 'json.number' ],
	[ '-2^53', raw('{"n":-9007199254740992}'), 'json.number' ],
	[ 'a deep array', raw('[' x 5000 . ']' x 5000), 'json.depth' ],
	[ 'a deep object', raw('{"a":' x 200 . '1' . '}' x 200), 'json.depth' ],
	[ 'a deep array without end', '[' x 100000, 'json.depth' ],

	[ 'an empty object', '{}', 'command.missing' ],
	[ 'no key', '{"as":"lan","do":"take","args":{}}', 'command.missing' ],
	[ 'no person', '{"key":"x1","do":"take","args":{}}', 'command.missing' ],
	[ 'no action', '{"key":"x1","as":"lan","args":{}}', 'command.missing' ],
	[ 'no arguments', '{"key":"x1","as":"lan","do":"take"}', 'command.missing' ],
	[ 'a member too many', '{"key":"x1","as":"lan","do":"take","args":{},"why":1}',
	  'command.member' ],
	[ 'a key with a space', cmd('x 1', 'lan', 'take', {}), 'command.key' ],
	[ 'an empty key', cmd('', 'lan', 'take', {}), 'command.key' ],
	[ 'a key with an accent', cmd('khóa', 'lan', 'take', {}), 'command.key' ],
	[ 'a key of 65', cmd('k' x 65, 'lan', 'take', {}), 'command.key' ],
	[ 'a key of 300', cmd('k' x 300, 'lan', 'take', {}), 'arg.long' ],
	[ 'a key that is a number', '{"key":1,"as":"lan","do":"take","args":{}}', 'command.type' ],
	[ 'a person that is a list', '{"key":"x1","as":[],"do":"take","args":{}}', 'command.type' ],
	[ 'an action that is null', '{"key":"x1","as":"lan","do":null,"args":{}}', 'command.type' ],
	[ 'arguments that are a list', raw('[]'), 'arg.type' ],
	[ 'arguments that are a text', raw('"x"'), 'arg.type' ],
	[ 'arguments that are null', raw('null'), 'arg.type' ],
	[ 'a time that is a number', '{"key":"x1","as":"lan","do":"take","args":{},"at":1}',
	  'command.type' ],
	[ 'the key of another command', cmd('d1', 'lan', 'take', { dossier => $open }),
	  'command.conflict' ],
	[ 'the key of another person', cmd('d1', 'minh', 'receive_new', \%new, at => $at),
	  'command.conflict' ],
	[ 'the key of the beginning', cmd('init', 'lan', 'take', { dossier => $open }),
	  'command.conflict' ],

	[ 'an unknown action', bad('lan', 'burn', {}), 'action.unknown' ],
	[ 'an empty action', bad('lan', '', {}), 'action.unknown' ],
	[ 'an action in capitals', bad('lan', 'TAKE', {}), 'action.unknown' ],
	[ 'an unknown person', bad('ai', 'take', { dossier => $open }), 'person.unknown' ],
	[ 'an unknown person by id', bad('p0000000000000', 'take', { dossier => $open }),
	  'person.unknown' ],
	[ 'nobody', bad('', 'take', { dossier => $open }), 'person.unknown' ],
	[ 'the system itself', bad('system', 'take', { dossier => $open }), 'person.unknown' ],
	[ 'the portal, where it may not', bad('portal', 'take', { dossier => $open }), 'right.nobody' ],
	[ 'an unknown dossier', bad('minh', 'take', { dossier => 'H19.21-260302-9999' }),
	  'dossier.unknown' ],
	[ 'a dossier that is no code', bad('minh', 'take', { dossier => '../../etc/passwd' }),
	  'dossier.unknown' ],
	[ 'an unknown dossier by id', bad('minh', 'take', { dossier => 'd0000000000001' }),
	  'dossier.unknown' ],
	[ 'an id with a letter it has not', bad('minh', 'take', { dossier => 'dzzzzzzzzzzzzz' }),
	  'dossier.unknown' ],
	[ 'the id of a unit for a dossier', bad('minh', 'take', { dossier => 'u0badn0z809rrh' }),
	  'dossier.unknown' ],
	[ 'SQL', bad('minh', 'take', { dossier => q{'OR/**/1=1;DROP/**/TABLE/**/entry;--} }),
	  'dossier.unknown' ],
	[ 'an unknown unit', received(receiving => '99999.mc'), 'unit.unknown' ],
	[ 'an unknown procedure', received(procedure => '9.999999'), 'intake.procedure' ],
	[ 'an unknown channel', received(channel => 'pigeon'), 'intake.channel' ],
	[ 'an unknown outcome', bad('lan', 'hand_over', { dossier => $open, outcome => 'up' }),
	  'hold.outcome' ],
	[ 'an unknown person to give it to',
	  bad('chu', 'reassign', { dossier => $open, to => 'ai', note => 'x' }), 'person.unknown' ],
	[ 'an unknown file', bad('thu', 'number', { dossier => $open, number => '1', book => 'B',
		file => 'ab' x 32 }), 'file.unknown' ],
	[ 'an unknown subject', received(owner => 's0000000000001'), 'subject.unknown' ],

	[ 'no dossier', bad('minh', 'take', {}), 'arg.missing' ],
	[ 'no owner', bad('lan', 'receive_new', { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc' }), 'arg.missing' ],
	[ 'an owner without a name', received(owner => {}), 'arg.missing' ],
	[ 'a field it has not', received(colour => 'red'), 'arg.unknown' ],
	[ 'a field of another action', bad('minh', 'take', { dossier => $open, outcome => 'x' }),
	  'arg.unknown' ],
	[ 'a subject with a field it has not', owner(password => 'x'), 'arg.unknown' ],
	[ 'a paper with a field it has not', received(papers => [ { paper => 'form', x => 1 } ]),
	  'arg.unknown' ],
	[ 'a number for a word', received(procedure => 1), 'arg.type' ],
	[ 'null for a word', received(procedure => undef), 'arg.type' ],
	[ 'a list for a unit', received(receiving => []), 'arg.type' ],
	[ 'a number for a subject', received(owner => 1), 'arg.type' ],
	[ 'a text that is no subject', received(owner => 'Nguyễn Văn Thử'), 'arg.type' ],
	[ 'an object for a name', owner(name => {}), 'arg.type' ],
	[ 'papers that are no list', received(papers => {}), 'arg.type' ],
	[ 'a paper that is a word', received(papers => ['form']), 'arg.type' ],
	[ 'a text for a count', received(papers => [ { paper => 'form', originals => '1' } ]),
	  'arg.type' ],
	[ 'a paper without a name', received(papers => [ { originals => 1 } ]), 'arg.missing' ],
	[ 'a paper the procedure has not', received(papers => [ { paper => 'photo' } ]),
	  qr/^paper/ ],
	[ '101 papers', received(papers => [ map { +{ paper => 'form' } } 1 .. 101 ]), 'arg.many' ],
	[ '201 children', bad('lan', 'receive_bundle', { receiving => '25195.mc',
		submitter => $new{owner}, children => [ map { {} } 1 .. 201 ] }), 'arg.many' ],
	[ 'no children', bad('lan', 'receive_bundle', { receiving => '25195.mc',
		submitter => $new{owner}, children => [] }), 'arg.empty' ],
	[ 'only children that are none', bad('lan', 'receive_bundle', { receiving => '25195.mc',
		submitter => $new{owner}, children => [ 1, {}, 'x' ] }), 'arg.type' ],
	[ 'no dossiers in a list', bad('lan', 'list_batch', { unit => '25195.mc', to => '25195.kt',
		dossiers => [] }), 'arg.empty' ],
	[ 'a yes that is a text', bad('lan', 'correct_procedure', { dossier => $open,
		procedure => '1.001612', reason => 'x', accepted => 'yes' }), 'arg.type' ],
	[ 'a negative number', bad('minh', 'ask_payment', { dossier => $open, amount => -1 }),
	  'arg.range' ],
	[ 'a number past any sense', bad('minh', 'ask_payment', { dossier => $open,
		amount => 9007199254740991 }), 'arg.range' ],
	[ 'a text for a number', bad('chu', 'sign_apology', { dossier => $open, days => '3',
		cause => '25195', reason => 'x' }), 'arg.type' ],
	[ 'true for a number', bad('chu', 'sign_apology', { dossier => $open, days => JSON::PP::true,
		cause => '25195', reason => 'x' }), 'arg.type' ],
	[ 'a limit that is none', bad('minh', 'ask_opinion', { dossier => $open, units => ['25210'],
		question => 'x', limit => '5x' }), 'arg.limit' ],
	[ 'a hash that is none', bad('thu', 'number', { dossier => $open, number => '1',
		book => 'B', file => 'abc' }), 'arg.hash' ],
	[ 'an identity number of letters', owner(id_number => 'số căn cước'), 'arg.id_number' ],
	[ 'an identity number too long', owner(id_number => '0' x 21), 'arg.id_number' ],
	[ 'an empty name', owner(name => ''), 'arg.empty' ],
	[ 'a name of spaces', owner(name => "  \t "), 'arg.empty' ],
	[ 'a name of 201 bytes', owner(name => 'a' x 201), 'arg.long' ],
	[ 'a word with a line in it', received(procedure => "1.001612\n"), 'arg.code' ],
	[ 'a word with a space before it', received(procedure => ' 1.001612'), 'arg.code' ],
	[ 'a succession of no known extent', bad('qt01', 'succeed_unit', { unit => '25195.kt',
		new => '25195.vp', from => '2026-03-03', scope => 'some' }), 'org.scope' ],
	[ 'a sentence for a code', bad('chu', 'stop', { dossier => $open, note => 'x',
		ground => 'ông A không nộp' }), 'arg.code' ],
	[ 'an escape sequence in a word', received(procedure => "\e[31m"), 'arg.code' ],

	[ 'year 1', since('0001-01-01T08:00:00'), 'arg.far' ],
	[ 'year 0', since('0000-01-01T08:00:00'), qr/^arg\.(time|far)$/ ],
	[ 'year 9999', since('9999-12-31T08:00:00'), 'arg.far' ],
	[ 'year 10000', since('10000-01-01T08:00:00'), 'arg.time' ],
	[ 'a negative year', since('-2026-03-02T08:00:00'), 'arg.time' ],
	[ 'a leap second', since('2016-12-31T23:59:60Z'), 'arg.time' ],
	[ 'a minute of 60', since('2026-03-02T08:60:00'), 'arg.time' ],
	[ 'the hour 25', since('2026-03-02T25:00:00'), 'arg.time' ],
	[ 'month 13', since('2026-13-01T08:00:00'), 'arg.time' ],
	[ 'month 0', since('2026-00-01T08:00:00'), 'arg.time' ],
	[ 'the 30th of February', since('2026-02-30T08:00:00'), 'arg.time' ],
	[ 'the 29th of February 2025', since('2025-02-29T08:00:00'), 'arg.time' ],
	[ 'a day alone for an instant', since('hôm nay'), 'arg.time' ],
	[ 'an empty instant', since(''), qr/^arg\.(time|empty)$/ ],
	[ 'an offset past a day', since('2026-03-02T08:00:00+99:00'), 'arg.time' ],
	[ 'a number for an instant', since(1772413200), 'arg.type' ],
	[ 'received next year', since('2027-03-02T08:00:00'), qr/./ ],
	[ 'received before the law', since('1999-03-02T08:00:00'), qr/./ ],
	[ 'born in the year 1', owner(birth => '0001-01-01'), 'arg.far' ],
	[ 'born on a day that is none', owner(birth => '2001-02-29'), 'arg.time' ],
	[ 'a command of the year 1', taken('0001-01-01T00:00:00'), 'arg.far' ],
	[ 'a command of the year 9999', taken('9999-12-31T23:59:59'), 'arg.far' ],
	[ 'a command in a leap second', taken('2026-06-30T23:59:60'), 'arg.time' ],
	[ 'a command on a day that is none', taken('2026-02-30T08:00:00'), 'arg.time' ],
	[ 'a command before the last', taken('2026-03-01T08:00:00'), 'command.backward' ],
	[ 'a command past every calendar', taken('2098-03-01T08:00:00'), 'calendar.uncovered' ],

	[ 'a text of 8001 bytes', bad('chu', 'stop', { dossier => $open, ground => 'x',
		note => 'a' x 8001 }), 'arg.long' ],
	[ 'a name of 100 kB', owner(name => 'a' x 100_000), 'arg.long' ],
	[ 'a line of 1 MiB and a byte', '{"key":"' . 'k' x (1024 * 1024) . '"}', 'line.long' ],
	[ 'a name of 10 MB', owner(name => 'a' x 10_000_000), 'line.long' ],
	[ 'a line of 10 MB', '[' x 10_000_000, 'line.long' ],
	[ 'a line of 1 MB of nothing', '{' . ' ' x 1_000_000, 'json.syntax' ],
);


# ---- without the right ----

# Arguments of the right form for any action of the table.
sub arguments {
	my ($fields) = @_;
	my %word = (procedure => '1.001612', channel => 'counter');
	my %of = (
		TEXT => 'x', NAME => 'x', INT => 1, BOOL => JSON::PP::true, AT => $at, DAY => '2026-03-02',
		UNIT => '25195.mc', PERSON => 'minh', DOSSIER => $open, MATTER => $matter, LIMIT => '5d', HASH => $hash, FILE => $hash,
		SUBJECT => $new{owner}, DOSSIERS => [$open], LIST => ['x'],
		CHILDREN => [ { procedure => '1.001612', channel => 'counter', owner => $new{owner} } ],
	);
	return { map { $_->[0] => $_->[1] eq 'CODE' ? $word{ $_->[0] } // 'x' : $of{ $_->[1] } }
		@$fields };
}

my (%fields, %right, @actions);
for my $row (split /\n/, slurp('src/app/actions.def')) {
	if ($row =~ /^ACTION\((\w+), \w+, (\w+), (\w+),/) {
		push @actions, $1;
		$right{$1} = $2;
		$fields{$1} = $3 eq 'DOSSIER' ? [ [ 'dossier', 'DOSSIER' ] ]
			: $3 eq 'UNIT' ? [ [ 'unit', 'UNIT' ] ]
			: $3 eq 'MATTER' ? [ [ 'matter', 'MATTER' ] ]
			: $3 eq 'PERSON' ? [ [ 'person', 'PERSON' ] ] : [];
	} elsif ($row =~ /^\tFIELD\((\w+), (\w+), MUST\)/) {
		push @{ $fields{ $actions[-1] } }, [ $1, $2 ];
	}
}
cmp_ok(scalar @actions, '>=', 50, 'the table of actions is read');
for my $do (@actions) {
	push @bad, [ "$do by a person without a post", bad('khach', $do, arguments($fields{$do})),
		qr/^right\./ ];
}
push @bad,
	[ 'receiving for another unit', bad('xa', 'receive_new', \%new), 'right.clerk' ],
	[ 'handing over what another unit holds', bad('xa', 'hand_over', { dossier => $open,
		outcome => 'forward' }), 'right.holder' ],
	[ 'taking what another unit has', bad('xa', 'take', { dossier => $open }), 'right.taker' ],
	[ 'stopping what another unit has', bad('sep', 'stop', { dossier => $open, ground => 'x',
		note => 'x' }), 'right.head' ],
	[ 'extending for another agency', bad('sep', 'sign_apology', { dossier => $open, days => 1,
		cause => '25195', reason => 'x' }), 'right.apology' ],
	[ 'leave of somebody else', bad('sep', 'record_leave', { person => 'minh', from => $at,
		to => '2026-03-03T08:00:00' }), 'right.self' ],
	[ 'the portal for a clerk', bad('portal', 'receive_new', \%new), 'right.nobody' ];

# What is over stays over, whoever asks.
my %who = (CLERK => 'lan', ONESTOP => 'lan', PORTAL => 'lan', HEAD => 'chu', AGENCY_HEAD => 'chu', APOLOGY => 'chu',
	RECORDS => 'thu', ADMIN => 'qt01');
for my $do (@actions) {
	next if $fields{$do}[0][0] ne 'dossier' || $do =~ /^(reopen|correct|(cancel|refund)_fee|fee_receipt)$/;
	my $args = { %{ arguments($fields{$do}) }, dossier => $closed };
	push @bad, [ "$do on a closed dossier", bad($who{ $right{$do} } // 'minh', $do, $args),
		qr/^(right|state|opinion|import|hearing)\.\w+$/ ];
}

# Every bad line is followed by the probe, in one run of the program.
($code, @answers) = act(map { ($_->[1], $probe) } @bad);
is($code, 1, 'exit status 1');
is(scalar @answers, 2 * @bad, 'one answer for each line');
for my $i (0 .. $#bad) {
	my ($what, $line, $want) = @{ $bad[$i] };
	my ($answer, $next) = @answers[ 2 * $i, 2 * $i + 1 ];
	my $ok = ref $answer eq 'HASH' && !$answer->{ok}
		&& (ref $want ? $answer->{code} =~ $want : $answer->{code} eq $want)
		&& is_said($answer->{message}) && is_said($answer->{hint});
	ok($ok, "$what: $answer->{code}") or diag($json->utf8(0)->encode($answer)), $json->utf8(1);
	is_deeply($next, $good, "$what: the next line is served") or diag(explain($next));
}
is(state_of($db), $before, 'the store is the same to the byte');

# ---- lines and their ends ----

my ($text);
($code, $text) = run('', 'act', '--db', $db);
is("$code $text", '0 ', 'no input, no answer');
($code, $text) = run("\n\r\n  \n\t\n", 'act', '--db', $db);
is("$code $text", '0 ', 'empty lines are no commands');
($code, $text) = run("$probe\r\n$probe", 'act', '--db', $db);
is($code, 0, 'a line that ends in CR LF, and one that does not end');
is(scalar(() = $text =~ /"ok":true/g), 2, 'are both answered');
($code, $text) = run("$probe\n{\"key\":\"x1\"", 'act', '--db', $db);
is($code, 1, 'a last line cut short is refused');
is(scalar(() = $text =~ /\n/g), 2, 'with an answer of its own');
is(state_of($db), $before, 'nothing has changed');

# ---- wrong use and a broken store: said in both languages, never a crash ----

sub fails {
	my ($what, $want, $code_want, @args) = @_;
	my ($en_code) = run("$probe\n", @args, '--lang', 'en');
	my $en = slurp("$dir/err");
	my ($status, $text) = run("$probe\n", @args, '--json');
	my $answer = eval { $json->decode($text) } // { code => 'no JSON', raw => $text };
	my $ok = $status == $want && $en_code == $want && is_said($answer->{message})
		&& index($en, encode('UTF-8', $answer->{message}{en})) == 0 && (ref $code_want ? $answer->{code} =~ $code_want : $answer->{code} eq $code_want);
	ok($ok, "$what: exit $want, $answer->{code}")
		or diag("exit $status $en_code\n$en" . JSON::PP->new->encode($answer));
	return $en;
}

fails('an option it has not', 2, qr/^opt\./, 'act', '--db', $db, '--colour', 'red');
fails('a word too many', 2, qr/^opt\./, 'act', '--db', $db, 'now');
fails('an option without its value', 2, qr/^opt\./, 'act', '--db');
fails('no administrator', 2, qr/^opt\./, 'init', '--db', "$dir/new");
fails('an unknown mode', 2, 'init.mode', 'init', '--db', "$dir/new", '--admin', 'x', '--mode', 'y');
fails('month 13', 2, qr/^(opt|time|arg)\./, 'init', '--db', "$dir/new", '--admin', 'x', '--mode',
	'test', '--clock', '2026-13-01T00:00:00');
for my $name ('a b', 'Nguyễn Văn Thử', "x\ny", 'x' x 41) {
	my $bytes = encode('UTF-8', $name);
	fails('a person\'s name for the administrator\'s key', 1, 'app.admin', 'init', '--db',
		"$dir/new", '--admin', $bytes);
	fails('a sentence for the name of the store', 1, 'app.name', 'init', '--db',
		"$dir/new", '--admin', 'x', '--name', $bytes);
}
fails('a clock in production', 1, 'app.clock', 'init', '--db', "$dir/new", '--admin', 'x',
	'--clock', $at);
ok(!-e "$dir/new", 'and no folder is left behind');
fails('an unknown command', 2, 'cli.unknown', 'actt');
fails('a store where one is', 1, 'store.exists', 'init', '--db', $db, '--admin', 'x');
is(state_of($db), $before, 'which stays as it is');

sub copy_of {
	my ($name) = @_;
	system('cp', '-r', $db, "$dir/$name") == 0 or die;
	return "$dir/$name";
}

fails('no store', 3, 'store.missing', 'act', '--db', "$dir/nowhere");
fails('an empty name of a folder', 3, 'store.missing', 'act', '--db', '');
my $c = copy_of('cut');
spit("$c/store.db", substr(slurp("$c/store.db"), 0, 50_000));
fails('a store.db cut short', 3, qr/^db\.|^app\.|^store\./, 'act', '--db', $c);
$c = copy_of('garbage');
spit("$c/store.db", 'garbage ' x 10_000);
fails('a store.db of garbage', 3, qr/^(db|store)\./, 'act', '--db', $c);
$c = copy_of('empty');
spit("$c/store.db", '');
fails('an empty store.db', 3, qr/^(db|store|app)\./, 'act', '--db', $c);
is(-s "$c/store.db", 0, 'which is not made into a new one');
$c = copy_of('middle');
my $bytes = slurp("$c/store.db");
substr($bytes, $_ * 4096 + 100, 3000) = 'x' x 3000 for 1 .. length($bytes) / 4096 - 1;
spit("$c/store.db", $bytes);
fails('a store.db with rotten pages', 3, qr/^(db|store|app)\./, 'act', '--db', $c);
$c = copy_of('keyless');
unlink "$c/keys.db";
fails('no keys.db', 3, qr/^(db|store)\./, 'act', '--db', $c);
ok(!-e "$c/keys.db", 'and no empty one is put in its place');
$c = copy_of('short');
spit("$c/master.key", 'x' x 31);
fails('a master.key too short', 3, 'store.key', 'act', '--db', $c);
spit("$c/master.key", 'x' x 33);
fails('a master.key too long', 3, qr/^store\.(key|file)/, 'act', '--db', $c);
unlink "$c/master.key";
fails('no master.key', 3, 'store.no_key', 'act', '--db', $c);
$c = copy_of('foreign');
spit("$c/master.key", 'y' x 32);
fails('the master.key of another store', 3, 'store.other_key', 'act', '--db', $c);
$c = copy_of('signer');
spit("$c/log.key", 'y' x 32);
fails('the log.key of another store', 3, 'store.other_key', 'act', '--db', $c);
$c = copy_of('half');
spit("$c/unfinished", '');
fails('a store never finished', 3, 'store.unfinished', 'act', '--db', $c);
$c = copy_of('lawless');
system('rm', '-rf', "$c/files");
fails('no files', 3, 'app.law_file', 'act', '--db', $c);
is(state_of($db), $before, 'the store itself is untouched');

# ---- a disk that is full, a folder that can't be written ----

SKIP: {
	my $small = "$dir/small";
	mkdir $small;
	skip 'no small disk can be mounted here', 7
		if system("mount -t tmpfs -o size=3m none $small 2>/dev/null") != 0;
	system('cp', '-r', $db, "$small/db") == 0 or die;
	my @new = map { cmd("full$_", 'lan', 'receive_new', \%new, at => $at) } 1 .. 400;
	my $input = join("\n", @new, $probe) . "\n";
	my ($status, $text) = run($input, 'act', '--db', "$small/db");
	my @told = map { $json->decode($_) } split /\n/, $text;
	my @full = grep { !$_->{ok} } @told;
	is($status, 1, 'a disk that fills up');
	cmp_ok(scalar(grep { $_->{code} eq 'db.full' && is_said($_->{message})
		&& is_said($_->{hint}) } @full), '>', 0, 'is told for each command')
		or diag($text);
	is_deeply($told[-1], $good, 'what needs no room is still answered');
	system('mount', '-o', 'remount,size=30m', $small) == 0 or die;
	($status, $text) = run($input, 'act', '--db', "$small/db");
	is($status, 0, 'with room again all go through');
	my ($verified) = run('', 'verify', '--db', "$small/db");
	is($verified, 0, 'nothing is damaged');

	system('mount', '-o', 'remount,ro', $small) == 0 or die;
	($status, $text) = run("$probe\n", 'act', '--db', "$small/db", '--json');
	is($status, 3, 'a folder that cannot be written');
	my $answer = $json->decode($text);
	ok(is_said($answer->{message}) && is_said($answer->{hint}), "is told: $answer->{code}");
	system('umount', $small);
}

# Held by another, for certain once it has answered.
my $pid = open2(my $from, my $to, $program, 'act', '--db', $db);
print {$to} "$probe\n";
$to->flush;
is_deeply($json->decode(scalar <$from>), $good, 'a process holds the store');
like(fails('a store held by another', 3, 'store.locked', 'act', '--db', $db), qr/\b$pid\b/,
	'the process is named');
close $to;
waitpid $pid, 0;
($code) = run("$probe\n", 'act', '--db', $db);
is($code, 0, 'free again when it has ended');
is(state_of($db), $before, 'and as before');
done_testing();
