#!/usr/bin/perl
# `dunghen act` as another program calls it: answers of the documented shape, bad
# input of every sort refused with the store unchanged and the next line served.
use strict;
use warnings;
use utf8;
use File::Temp 'tempdir';
use IPC::Open2;
use JSON::PP;
use Test::More;

binmode STDOUT, ':utf8';
my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);
my $db = "$dir/store";
my $number = 0;

sub run {
	my ($input, @args) = @_;
	open my $f, '>:raw', "$dir/in" or die;
	print $f $input;
	close $f;
	open my $out, '-|:raw', 'sh', '-c', 'exec "$@" <"$0" 2>' . "$dir/err", "$dir/in",
		$program, @args or die;
	local $/;
	my $text = <$out> // '';
	close $out;
	return ($? >> 8, $text);
}

sub act {
	my (@lines) = @_;
	my ($status, $text) = run(join('', map { "$_\n" } @lines), 'act', '--db', $db);
	return ($status, map { decode_json($_) } split /\n/, $text);
}

sub line {
	my ($as, $do, $args, %more) = @_;
	return encode_json({ key => 'k' . ++$number, as => $as, do => $do, args => $args,
		at => '2026-03-02T08:00', %more });
}

sub root {
	my ($status, $text) = run('', 'verify', '--db', $db, '--json');
	is($status, 0, 'verify finds nothing wrong');
	return decode_json($text)->{root};
}

# --- a small validator: the words of JSON Schema that the schema uses ---

my $schema = do {
	open my $f, '<:raw', 'doc/act.schema.json' or die;
	local $/;
	decode_json(<$f>);
};

sub is_text { my ($v) = @_; return defined $v && !ref $v && JSON::PP->new->allow_nonref->encode($v) =~ /^"/ }
sub is_int { my ($v) = @_; return defined $v && !ref $v && !is_text($v) && $v =~ /^-?[0-9]+$/ }

sub type_ok {
	my ($type, $v) = @_;
	return ref $v eq 'HASH' if $type eq 'object';
	return ref $v eq 'ARRAY' if $type eq 'array';
	return !defined $v if $type eq 'null';
	return JSON::PP::is_bool($v) if $type eq 'boolean';
	return is_int($v) if $type eq 'integer';
	return is_text($v);
}

sub valid {
	my ($s, $v) = @_;
	if (my $ref = $s->{'$ref'}) {
		my (undef, @path) = split m{/}, $ref;
		my $to = $schema;
		$to = $to->{$_} for @path;
		return valid($to, $v);
	}
	return 0 if $s->{type} && !type_ok($s->{type}, $v);
	if (exists $s->{const}) {
		return 0 if JSON::PP::is_bool($s->{const}) ?
			!JSON::PP::is_bool($v) || !!$v != !!$s->{const} : ($v // '') ne $s->{const};
	}
	return 0 if $s->{pattern} && (!is_text($v) || $v !~ /$s->{pattern}/);
	return 0 if defined $s->{minLength} && length($v) < $s->{minLength};
	return 0 if defined $s->{maxLength} && length($v) > $s->{maxLength};
	return 0 if defined $s->{minimum} && $v < $s->{minimum};
	return 0 if defined $s->{maximum} && $v > $s->{maximum};
	return 0 if defined $s->{minItems} && @$v < $s->{minItems};
	return 0 if defined $s->{maxItems} && @$v > $s->{maxItems};
	return 0 if $s->{items} && grep { !valid($s->{items}, $_) } @$v;
	return 0 if $s->{required} && grep { !exists $v->{$_} } @{ $s->{required} };
	if (my $p = $s->{properties}) {
		for my $name (keys %$v) {
			my $known = $p->{$name};
			return 0 if $known && !valid($known, $v->{$name});
			return 0 if !$known && exists $s->{additionalProperties} && !$s->{additionalProperties};
		}
	}
	return 0 if $s->{anyOf} && !grep { valid($_, $v) } @{ $s->{anyOf} };
	return 0 if $s->{oneOf} && 1 != grep { valid($_, $v) } @{ $s->{oneOf} };
	return 1;
}

sub command_ok { my ($v) = @_; return valid($schema->{'$defs'}{command}, $v) }
sub answer_ok { my ($v) = @_; return valid($schema->{'$defs'}{answer}, $v) }

# --- documents agree with the program ---

is(system($^X, 'tools/actiondoc.pl', '--check'), 0,
	'doc/commands.md and doc/act.schema.json follow the table of actions');
{
	open my $f, '<:encoding(UTF-8)', 'doc/commands.md' or die;
	local $/;
	my $doc = <$f>;
	my ($status, $text) = run('', 'help', '--json');
	is($status, 0, 'help lists the commands');
	for my $c (@{ decode_json($text) }) {
		like($doc, qr/dunghen \Q$c->{name}\E|`\Q$c->{name}\E/, "commands.md knows $c->{name}");
	}
	my @examples = grep { /^\{"key"/ } split /\n/, $doc;
	ok(@examples >= 2, 'the document has examples');
	for my $example (@examples) {
		utf8::encode($example);
		ok(command_ok(decode_json($example)), 'an example is what the schema says');
	}
	# The people of the first day, then their dossier, in a store of their own.
	my @day = map { encode_json({ %{ decode_json($_) }, at => '2026-03-02T08:00' }) }
		(grep { /"as":"qt01"/ } @examples), (grep { !/"as":"qt01"/ } @examples);
	($status) = run('', 'init', '--db', "$dir/doc", '--admin', 'qt01', '--mode', 'test',
		'--clock', '2026-03-02T07:30');
	($status, $text) = run(join('', map { "$_\n" } @day), 'act', '--db', "$dir/doc");
	is($status, 0, 'the examples do what they say') or diag $text;
}

# --- a store ---

my ($status, $text) = run('', 'init', '--db', $db, '--admin', 'admin', '--mode', 'test',
	'--clock', '2026-03-02T07:30', '--seed', 'act', '--json');
is($status, 0, 'init makes a store');
cmp_ok(decode_json($text)->{units}, '>', 90, 'with the units of the province');
is((run('', 'init', '--db', $db, '--admin', 'admin'))[0], 1, 'a second init is refused');

my @people = (
	line('admin', 'add_person', { key => 'lan' }),
	line('admin', 'assign', { person => 'lan', unit => '25195.mc', post => 'clerk' }),
	line('admin', 'add_person', { key => 'minh' }),
	line('admin', 'assign', { person => 'minh', unit => '25195.kt', post => 'head' }),
);
my %filing = (procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Nguyễn Văn Thử', id_number => '075090001234' });
my $filing = line('lan', 'receive_new', \%filing);

my ($ok, @answers) = act(@people, $filing, $filing);
is($ok, 0, 'all accepted: exit 0');
is(scalar(@answers), 6, 'a line of answer to each line');
ok($_->{ok} && answer_ok($_), 'an answer is what the schema says') for @answers;
ok(command_ok(decode_json($_)), 'a command is what the schema says') for @people, $filing;
is_deeply($answers[5], $answers[4], 'the same key gives the same answer');
like($answers[4]{code}, qr/^H19\.21-260302-0001$/, 'the first code of the day');
my $code = $answers[4]{code};
my ($again, $later) = act($filing);
is_deeply($later, $answers[4], 'and after the program has ended, too');

# --- bad input ---

my $before = root();
my $good = line('lan', 'receive_new', { %filing, procedure => '9.999999' });
my $long = '{"key":"x","as":"lan","do":"decline","args":{"dossier":"' . $code . '","reason":"' .
	('a' x (10 << 20)) . '","note":"n"}}';
my $deep = '{"key":"x","as":"lan","do":"take","args":' . ('[' x 1000) . (']' x 1000) . '}';
my @bad = (
	[ '{', 'json.syntax' ], [ 'null', 'command.object' ], [ '[]', 'command.object' ],
	[ '{"key":"x","key":"x","as":"lan","do":"take","args":{}}', 'json.duplicate' ],
	[ '{"key":"x","as":"lan","do":"take","args":{"dossier":1.5}}', 'json.number' ],
	[ "{\"key\":\"x\",\"as\":\"l\xff\",\"do\":\"take\",\"args\":{}}", 'json.utf8' ],
	[ $deep, 'json.depth' ], [ $long, 'line.long' ],
	[ '{"key":"","as":"lan","do":"take","args":{}}', 'command.key' ],
	[ '{"key":"' . ('k' x 65) . '","as":"lan","do":"take","args":{}}', 'command.key' ],
	[ '{"key":7,"as":"lan","do":"take","args":{}}', 'command.type' ],
	[ '{"key":"x","do":"take","args":{}}', 'command.missing' ],
	[ '{"key":"x","as":"lan","do":"take","args":{},"x":1}', 'command.member' ],
	[ line('lan', 'fly', {}), 'action.unknown' ],
	[ line('lan', 'take', { dossier => 'H19.21-260302-9999' }), 'dossier.unknown' ],
	[ line('lan', 'take', { dossier => 'd0000000000001' }), 'dossier.unknown' ],
	[ line('ghost', 'take', { dossier => $code }), 'person.unknown' ],
	[ line('lan', 'take', { dossier => { a => 1 } }), 'arg.type' ],
	[ line('lan', 'take', { dossier => $code, more => 1 }), 'arg.unknown' ],
	[ line('lan', 'take', { dossier => $code }, at => '0001-01-01T00:00'), 'arg.far' ],
	[ line('lan', 'take', { dossier => $code }, at => '9999-01-01T00:00'), 'arg.far' ],
	[ line('lan', 'take', { dossier => $code }, at => '2026-06-30T23:59:60'), 'arg.time' ],
	[ line('lan', 'take', { dossier => $code }, at => '2026-02-30T08:00'), 'arg.time' ],
	[ line('lan', 'take', { dossier => $code }, at => '2026-03-01T08:00'), 'command.backward' ],
	[ line('lan', 'receive_new', { %filing, owner => 'Nguyễn' }), 'arg.type' ],
	[ line('lan', 'receive_new', { %filing, owner => { name => 'x', id_number => '1' } }), 'arg.id_number' ],
	[ line('lan', 'receive_new', { %filing, owner => { name => 'x', colour => 'y' } }), 'arg.unknown' ],
	[ line('lan', 'receive_new', { %filing, owner => { name => 'n' x 300 } }), 'arg.long' ],
	[ line('lan', 'receive_new', { %filing, receiving => 'nowhere' }), 'unit.unknown' ],
	[ line('lan', 'decline', { dossier => $code, reason => 'x', note => 'n' x 9000 }), 'arg.long' ],
	[ line('lan', 'number', { dossier => $code, number => '1', book => 'b', file => 'xyz' }), 'arg.hash' ],
	[ line('lan', 'number', { dossier => $code, number => '1', book => 'b', file => '0' x 64 }), 'file.unknown' ],
	[ line('lan', 'ask_opinion', { dossier => $code, units => ['25195'], question => 'q', limit => '5x' }), 'arg.limit' ],
	[ line('minh', 'receive_new', \%filing), 'right.clerk' ],
	[ line('lan', 'add_person', { key => 'p' }), 'right.admin' ],
	[ $good, 'intake.procedure' ],
);
my ($refused, @no) = act(map { $_->[0] } @bad);
is($refused, 1, 'refusals: exit 1');
is(scalar(@no), scalar(@bad), 'the next line is always served');
for my $i (0 .. $#bad) {
	is($no[$i]{code}, $bad[$i][1], "line $i is refused as $bad[$i][1]");
	ok(answer_ok($no[$i]), "and answered in the documented shape");
	ok(length $no[$i]{message}{vi} && $no[$i]{message}{vi} ne $bad[$i][1], 'in Vietnamese')
		or diag($no[$i]{message}{vi});
	ok($no[$i]{message}{en} ne $bad[$i][1], 'in English');
}
is(root(), $before, 'the store is unchanged');
my ($nfd) = (act(line('lan', 'receive_new',
	{ %filing, owner => { name => "Nguye\x{302}\x{303}n Thu\x{31b}\x{309}" } })))[1];
ok($nfd->{ok}, 'decomposed text is composed, not refused');

# --- two writers ---

{
	my $pid = open2(my $answers, my $write, $program, 'act', '--db', $db);
	print $write line('lan', 'take', { dossier => $code }), "\n";
	$write->flush;
	ok(defined scalar <$answers>, 'the first writer answers: it holds the lock');
	my ($exit) = run('', 'act', '--db', $db);
	is($exit, 3, 'a second writer exits 3');
	open my $err, '<:encoding(UTF-8)', "$dir/err" or die;
	like(do { local $/; <$err> }, qr/\b$pid\b/, 'and names the first one');
	is((run('', 'dossier', 'list', '--db', $db, '--json'))[0], 0, 'readers need no lock');
	close $write;
	waitpid $pid, 0;
}

# --- readers ---

for my $args ([ 'list' ], [ 'list', '--late' ], [ 'list', '--unit', '25195.mc' ],
	[ 'show', $code ], [ 'timeline', $code ]) {
	my ($exit, $out) = run('', 'dossier', @$args, '--db', $db, '--json');
	is($exit, 0, "dossier @$args");
	ok(eval { decode_json($out); 1 }, 'is one JSON value');
	unlike($out, qr/Nguy/, 'and shows no name');
	my ($plain) = (run('', 'dossier', @$args, '--db', $db))[1];
	unlike($plain, qr/\e/, 'no colour but on a terminal');
}
is((run('', 'dossier', 'show', 'H19.21-260302-9999', '--db', $db))[0], 1, 'not found: exit 1');
is((run('', 'dossier', 'list', '--state', 'x', '--db', $db))[0], 1, 'a state nobody has: exit 1');
is((run('', 'dossier', 'list', '--db', "$dir/none"))[0], 3, 'no store: the environment');
{
	my ($page) = (run('', 'dossier', 'list', '--db', $db, '--limit', '1', '--json'))[1];
	my $first = decode_json($page);
	is(scalar @{ $first->{dossiers} }, 1, 'a page of one');
	my ($rest) = (run('', 'dossier', 'list', '--db', $db, '--after', $first->{next}, '--json'))[1];
	isnt(decode_json($rest)->{dossiers}[0]{code}, $first->{dossiers}[0]{code}, 'the next page goes on');
}

# --- nothing personal lies in the open ---

my $found = qx(grep -rl 'Nguy' $db);
is($found, '', 'no file of the store holds a name');
$found = qx(grep -rl '075090001234' $db);
is($found, '', 'nor an identity number');

done_testing();
