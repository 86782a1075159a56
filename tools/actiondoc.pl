#!/usr/bin/perl
# Writes what follows from the table of actions (src/app/actions.def): the block
# of doc/commands.md between its two marks, doc/act.schema.json, and the words of `do`
# in doc/openapi.json.
#
#   actiondoc.pl [--check]    --check writes nothing and fails when they differ
use strict;
use warnings;
use JSON::PP;

my $check = @ARGV && $ARGV[0] eq '--check';
my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $actions = decode_json(scalar qx($program help actions --json));
my ($begin, $end) = ('<!-- actions: begin -->', '<!-- actions: end -->');

my %right = (
	ADMIN => 'administrator', PORTAL => 'the national portal, or the counter',
	CLERK => 'the counter (clerk, head) of the receiving unit',
	HOLDER => 'the holder', TAKER => "the step's post",
	HEAD => "head or deputy of the holder's unit or above",
	ONESTOP_HEAD => 'head or deputy of the one-stop unit that received it',
	HOLDER_OR_HEAD => 'the holder, or the head', SIGNER => 'the signing post',
	AGENCY_HEAD => 'head of the competent agency',
	APOLOGY => 'head of the unit that owes it, or of the competent agency',
	ONESTOP => 'the counter that hands out',
	CITIZEN => 'the citizen by a proof (as `portal`), or the counter that hands out',
	RECORDS => 'the post of the issuing step', ASKED => 'the asked unit',
	RULING => 'who leads both the asker and the asked',
	SUPERIOR => 'the superior whom a second return waits for, or one above',
	ARBITER => 'whoever is to rule on the open contest',
	HEARING => 'whom the signal is about, who heads, rules or inspects there',
	FILER => 'the counter, the holder or head, the post of the issuing step',
	SELF_OR_HEAD => 'the person, the head, or the administrator',
	UNIT_HEAD => 'head of that unit or of one above, for somebody else',
	MATTER => 'somebody of the unit whose matter it is, or above',
	OWING => 'somebody of the unit that owes it, or above',
	ANY => 'anybody in office',
);

sub table {
	my $text = "| `do` | who may | fields | ground |\n|---|---|---|---|\n";
	for my $a (@$actions) {
		my @fields = map {
			my $f = "`$_->{name}` $_->{type}";
			$_->{must} ? $f : "[$f]";
		} @{ $a->{fields} };
		my $who = $right{ $a->{right} } // die "no words for the right $a->{right}\n";
		$text .= "| `$a->{do}` | $who | " . join(', ', @fields) . " | $a->{basis} |\n";
	}
	return $text;
}

my $instant = '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?$';
my $day = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';
my $word = { type => 'string', minLength => 1, maxLength => 80 };
my %type = (
	TEXT => { type => 'string', minLength => 1, maxLength => 8000 },
	CODE => { type => 'string', pattern => '^[^\\x00-\\x20]{1,80}$' },
	NAME => { type => 'string', minLength => 1, maxLength => 200 },
	INT => { type => 'integer', minimum => 0, maximum => 1000000000000 },
	BOOL => { type => 'boolean' },
	AT => { type => 'string', pattern => $instant },
	DAY => { type => 'string', pattern => $day },
	UNIT => $word, PERSON => $word, DOSSIER => $word, MATTER => $word,
	LIMIT => { type => 'string', pattern => '^(same-day|[0-9]+(\\.[0-9]+)?(d|h)|[0-9]+cd)$' },
	HASH => { type => 'string', pattern => '^[0-9a-f]{64}$' },
	ONCE => { type => 'string', minLength => 1, maxLength => 16 },
	FILE => { type => 'string', pattern => '^[0-9a-f]{64}$' },
	NAMES => { type => 'array', minItems => 1, maxItems => 200,
		   items => { type => 'string', minLength => 1, maxLength => 200 } },
	LIST => { type => 'array', minItems => 1, maxItems => 200, items => $word },
	DOSSIERS => { type => 'array', minItems => 1, maxItems => 499, items => $word },
	SUBJECT => { anyOf => [
		{ type => 'string', pattern => '^s[0-9a-hjkmnp-tv-z]{13}$' },
		{
			type => 'object', required => ['name'],
			additionalProperties => JSON::PP::false,
			properties => {
				name => { type => 'string', minLength => 1, maxLength => 200 },
				id_number => { type => 'string', pattern => '^[0-9A-Z-]{6,20}$' },
				birth => { type => 'string', pattern => $day },
				phone => { type => 'string', minLength => 1, maxLength => 200 },
				email => { type => 'string', minLength => 1, maxLength => 200 },
				address => { type => 'string', minLength => 1, maxLength => 8000 },
			},
		},
	] },
	PAPERS => { type => 'array', maxItems => 100, items => {
		type => 'object', required => ['paper'],
		additionalProperties => JSON::PP::false,
		properties => {
			paper => $word, source => $word,
			map { $_ => { type => 'integer', minimum => 0 } }
				qw(originals certified copies),
		},
	} },
	CHILDREN => { type => 'array', minItems => 1, maxItems => 200,
		items => { type => 'object' } },
);

sub args_of {
	my ($a) = @_;
	my @must = map { $_->{name} } grep { $_->{must} } @{ $a->{fields} };
	my %args = (
		type => 'object', additionalProperties => JSON::PP::false,
		properties => { map { $_->{name} => { '$ref' => "#/\$defs/$_->{type}" } }
				@{ $a->{fields} } },
	);
	$args{required} = \@must if @must;
	return \%args;
}

sub schema {
	my $both = { type => 'object', required => [ 'vi', 'en' ],
		properties => { map { $_ => { type => 'string' } } qw(vi en) } };
	my $or_null = { anyOf => [ $both, { type => 'null' } ] };
	my $key = { type => 'string', pattern => '^[A-Za-z0-9._:-]{1,64}$' };
	my @commands = map { {
		type => 'object', required => [qw(key as do args)],
		additionalProperties => JSON::PP::false,
		properties => {
			key => $key, as => { type => 'string', minLength => 1, maxLength => 200 },
			do => { const => $_->{do} }, at => $type{AT}, args => args_of($_),
		},
	} } @$actions;
	my $accepted = {
		type => 'object', required => [qw(key ok seq at)],
		properties => {
			key => $key, ok => { const => JSON::PP::true },
			seq => { type => 'array', minItems => 2, maxItems => 2,
				items => { type => 'integer', minimum => 0 } },
			at => { type => 'string', pattern => $instant },
			dossier => { type => 'string', pattern => '^d[0-9a-hjkmnp-tv-z]{13}$' },
			code => { type => 'string' },
		},
	};
	my $refused = {
		type => 'object', required => [qw(key ok code rule message hint)],
		additionalProperties => JSON::PP::false,
		properties => {
			key => { anyOf => [ $key, { type => 'null' } ] },
			ok => { const => JSON::PP::false },
			code => { type => 'string', pattern => '^[a-z0-9_]+(\\.[a-z0-9_]+)+$' },
			rule => { anyOf => [ { type => 'string' }, { type => 'null' } ] },
			message => $both, hint => $or_null,
		},
	};
	return {
		'$schema' => 'https://json-schema.org/draft/2020-12/schema',
		title => 'dunghen act: a line of commands, a line of answer',
		anyOf => [ { '$ref' => '#/$defs/command' }, { '$ref' => '#/$defs/answer' } ],
		'$defs' => {
			%type,
			command => { oneOf => \@commands },
			answer => { oneOf => [ $accepted, $refused ] },
		},
	};
}

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or return '';
	local $/;
	return scalar <$f>;
}

sub settle {
	my ($path, $text) = @_;
	return 0 if slurp($path) eq $text;
	if ($check) {
		print "$path differs from the table of actions: run tools/actiondoc.pl\n";
		return 1;
	}
	open my $f, '>:raw', $path or die "$path: $!\n";
	print $f $text;
	close $f or die "$path: $!\n";
	return 0;
}

my $doc = slurp('doc/commands.md');
$doc =~ s/\Q$begin\E.*?\Q$end\E/"$begin\n" . table() . $end/se
	or die "doc/commands.md lacks the marks of the block\n";
my $json = JSON::PP->new->canonical->pretty->utf8->indent_length(1);
my $api = slurp('doc/openapi.json');
my $words = join ",\n", map { ' ' x 14 . qq("$_->{do}") } @$actions;
$api =~ s/("description": "An action; its arguments[^"]*",\s+"enum": \[\n).*?(\n\s+\])/$1$words$2/s
	or die "doc/openapi.json lacks the words of `do`\n";
my $differ = settle('doc/commands.md', $doc);
$differ += settle('doc/openapi.json', $api);
$differ += settle('doc/act.schema.json', $json->encode(schema()));
exit($differ ? 1 : 0);
