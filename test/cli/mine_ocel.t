#!/usr/bin/perl
# Object-centric logs (OCEL 2.0) mined: the same log as JSON, XML and SQLite says the same,
# by the type that was told or guessed; faults are named with line and event, or passed over.
use strict;
use warnings;
use Encode qw(decode_utf8);
use File::Temp qw(tempdir);
use IO::Compress::Gzip qw(gzip);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $js      = JSON::PP->new->canonical->utf8;

sub spew { my ($f, $t) = @_; open my $h, '>:raw', "$dir/$f" or die "$f: $!"; print $h $t; close $h }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && timeout 120 $dunghen mine $words 2>$dir/err`;
	return ($? >> 8, $out);
}
sub mined { my ($status, $out) = run("$_[0] --json"); return (decode_json($out || '{}'), $status) }

# --- a log: two orders, three items, one parcel ----------------------------------------
my @objects = (
	[ 'o1', 'order', { due => '2026-03-04T09:00:00+07:00' } ], [ 'o2', 'order', { due => '2026-03-02T09:00:00+07:00' } ],
	[ 'i1', 'item', {} ], [ 'i2', 'item', {} ], [ 'i3', 'item', {} ], [ 'p1', 'parcel', {} ],
	[ decode_utf8('Hoa'), 'employee', {} ],
);
my @events = (
	[ 'e1', 'place',  '2026-03-02T08:00:00+07:00', [qw(o1 i1 i2 Hoa)] ],
	[ 'e2', 'place',  '2026-03-02T01:30:00Z',      [qw(o2 i3)] ],
	[ 'e3', decode_utf8('gói'), '2026-03-02T10:00:00+07:00', [qw(i1 i3 p1)] ],
	[ 'e4', 'send',   '2026-03-03T10:00:00+07:00', [qw(o1 o2 p1 Hoa)] ],
	[ 'e5', 'phone',  '2026-03-03T11:00:00+07:00', [] ],
);
sub as_json {
	my ($objects, $events) = @_;
	return $js->encode({
		eventTypes => [ map { { name => $_, attributes => [] } } 'place', 'send' ], objectTypes => [],
		events => [ map { my $e = $_; { id => $e->[0], type => $e->[1], time => $e->[2], attributes => [ { name => 'cost', value => 1.5 } ],
			relationships => [ map { { objectId => $_, qualifier => 'q' } } @{ $e->[3] } ] } } @$events ],
		objects => [ map { my $o = $_; { id => $o->[0], type => $o->[1], relationships => [ { objectId => 'o1', qualifier => 'x' } ],
			attributes => [ map { { name => $_, value => $o->[2]{$_}, time => '1970-01-01T00:00:00Z' } } keys %{ $o->[2] } ] } } @$objects ],
	});
}
sub as_xml {
	my ($objects, $events, $tag) = @_;
	my $x = "<?xml version='1.0'?>\n<!-- <log> --><log>\n<object-types/><event-types/>\n<objects>\n";
	$x .= "<object id='$_->[0]' type='$_->[1]'><attributes>" . attrs($_->[2]) . "</attributes></object>\n" for @$objects;
	$x .= "</objects><events>\n";
	for my $e (@$events) {
		$x .= "<event id='$e->[0]' type='$e->[1]' time='$e->[2]'><attributes/><objects>" .
			join('', map { "<$tag object-id='$_' qualifier='q'/>" } @{ $e->[3] }) . "</objects></event>\n";
	}
	utf8::encode($x .= "</events></log>\n");
	return $x;
}
sub attrs { my ($h) = @_; return join '', map { "<attribute name='$_' time='1970-01-01T00:00:00Z'>$h->{$_}</attribute>" } sort keys %$h }

spew('log.json', as_json(\@objects, \@events));
spew('log.xml', as_xml(\@objects, \@events, 'relationship'));
spew('other.xmlocel', as_xml(\@objects, \@events, 'object'));
gzip "$dir/log.json" => "$dir/log.json.gz";
my ($r) = mined('log.json --object order');
is_deeply([ @{ $r->{log} }{qw(cases events)} ], [ 2, 4 ], 'orders are the cases; an event of two counts in both');
is_deeply($r->{variants}, [ { path => [qw(place send)], cases => 2 } ], 'their way');
is_deeply({ %{ $r->{object} }, types => undef },
	{ type => 'order', chosen => 'told', types => undef, events_of_none => 2, events_of_several => 1 }, 'what concerns none or several is told')
	or diag explain $r;
is($r->{dfg}[0]{sum_s} + 0, 26 * 3600 + 25.5 * 3600, 'offsets hold');
is_deeply((mined("$_ --object order"))[0], $r, "the same out of $_") for qw(log.json.gz log.xml other.xmlocel);
is($r->{holders}{dimension}, 'employee', 'who holds is an object of a type that sounds like it');
is_deeply($r->{holders}{working_together}, [], 'one alone');
is((mined('log.json --object order --holder parcel'))[0]{holders}{dimension}, 'parcel', 'or another type');
my $both = decode_json(as_json(\@objects, \@events));
$both->{events}[0]{attributes} = [ { name => 'resource', value => 'An' } ];
spew('both.json', encode_json($both));
my $attribute = (mined('both.json --object order'))[0]{holders};
is($attribute->{dimension}, 'resource', 'an attribute of events that says who holds goes before objects');
is_deeply([ map { $_->{holder} } @{ $attribute->{holding} } ], ['An'], 'and the two do not mix');
is((mined('both.json --object order --holder employee'))[0]{holders}{dimension}, 'employee', 'unless objects are asked for');
is_deeply([ @{ (mined('log.json --object order --due due'))[0]{due} }{qw(with_due on_time late)} ], [ 2, 1, 1 ], 'promises of objects');
is((mined('log.json --object order --filter attribute:due=2026-03-02T09:00:00+07:00'))[0]{log}{cases}, 1, 'attributes of objects filter');
($r) = mined('log.json');
is("$r->{object}{type} $r->{object}{chosen}", 'order guessed', 'guessed: most events concern exactly one') or diag explain $r->{object};
is_deeply([ map { "$_->{name} $_->{objects} $_->{events} $_->{events_with_one}" } @{ $r->{object}{types} } ],
	[ 'order 2 3 2', 'item 3 3 1', 'parcel 1 2 2', 'employee 1 2 2' ], 'and why');
my ($status, $text) = run('log.json');
like($text, qr/order \(2 đối tượng, 3 sự kiện\).*Vụ việc là “order” \(đoán/s, 'shown in words');
like((run('log.json --object item --lang en'))[1], qr/The case is “item” \(as told\).*Events that concern no case: 2; several: 2/s, 'in English, told');

# --- faults ----------------------------------------------------------------------------
my %fault = (
	'ocel.time'     => [ [], [ [ 'e6', 'send', '0000-01-01T00:00:00Z', ['o1'] ] ] ],
	'ocel.untimed'  => [ [], [ [ 'e6', 'send', '', ['o1'] ] ] ],
	'ocel.untyped'  => [ [], [ [ 'e6', '', '2026-03-03T11:00:00Z', ['o1'] ] ] ],
	'ocel.nameless' => [ [], [ [ '', 'send', '2026-03-03T11:00:00Z', ['o1'] ] ] ],
	'ocel.twice'    => [ [], [ [ 'e4', 'send', '2026-03-03T11:00:00Z', ['o1'] ] ] ],
	'ocel.missing'  => [ [], [ [ 'e6', 'send', '2026-03-03T11:00:00Z', ['nobody'] ] ] ],
);
for my $code (sort keys %fault) {
	my @all = ([ @objects, @{ $fault{$code}[0] } ], [ @events, @{ $fault{$code}[1] } ]);
	spew('bad.json', as_json(@all));
	spew('bad.xml', as_xml(@all, 'object'));
	for my $file (qw(bad.json bad.xml)) {
		my ($e, $s) = mined("$file --object order");
		is("$s $e->{code}", "1 $code", "$file: $code by name") or diag explain $e;
		($r, $s) = mined("$file --object order --lenient");
		is("$s $r->{log}{events} $r->{skipped}{count} $r->{skipped}{first}[0]{code}", "0 4 1 $code", "$file: passed over, counted, listed")
			or diag explain $r;
	}
	like((mined('bad.xml --object order'))[0]{message}{en}, $code eq 'ocel.nameless' ? qr/Line 18:.* id/ : qr/Line 18\b.*(?:e6|e4)/, "$code: line and event");
}
spew('twice.json', as_json([ @objects, [ 'o1', 'order', {} ] ], \@events));
is((mined('twice.json'))[0]{code}, 'ocel.twice', 'objects too');

# Faults of the whole: no lenience helps.
for (
	[ '{"events":[{"id":"e"', 'json.syntax' ], [ '{"events":[],"objects":[]} x', 'json.syntax' ], [ '{"events":[]}', 'ocel.form' ],
	[ '{"events":7,"objects":[]}', 'ocel.form' ], [ '{"events":[7],"objects":[]}', 'ocel.form' ], [ '{"ocel:events":{},"ocel:objects":{}}', 'ocel.form' ],
	[ '{"events":[],"objects":[]}', 'ocel.none' ], [ '{"a":' . '[' x 100_000, 'json_stream.deep' ], [ '{"a":"' . 'x' x 3_000_000 . '"}', 'json_stream.long' ],
	[ '{"events":[{"id":"\\ud800"}]}', 'json.utf8' ], [ "{\"events\":[{\"id\":\"\xff\"}]}", 'json.utf8' ], [ '{"events":[{"id":"a","time":NaN}]}', 'json.syntax' ],
	[ '{"events":[{"id":"a","attributes":[' . join(',', ('{"name":"a","value":1}') x 5000) . ']}]}', 'ocel.large' ],
	[ '<log><events/></log>', 'ocel.form' ], [ '<log><objects><object id="a" type="t">' . '<a>' x 200, 'xml.deep' ],
	[ '<log><objects/><events><event id="a" type="t" time="2026-01-01"><attributes><attribute name="x">' . 'y' x 3_000_000, 'ocel.large' ],
	[ '<!DOCTYPE log [<!ENTITY a "aaaa">]><log><objects/></log>', 'xml.doctype' ],
) {
	my ($bytes, $code) = @$_;
	spew('bad', $bytes);
	my ($e, $s) = mined('bad --lenient');
	is("$s " . ($e->{code} // ''), "1 $code", "$code by name") or diag explain $e;
}
is((mined('log.json --object nope'))[0]{code}, 'ocel.type', 'a type there is none of');
like((mined('log.json --object nope'))[0]{message}{en}, qr/order, item, parcel/, 'names those there are');
is((mined('log.json --case x'))[0]{code}, 'ocel.case', 'columns are no matter of it');

# --- SQLite ----------------------------------------------------------------------------
# Made with the library's own shell, as other programs make it.
SKIP: {
	skip 'no sqlite3 here', 1 if system('sqlite3 --version >/dev/null 2>&1') != 0;
	my $tables = "CREATE TABLE event_map_type(ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object_map_type(ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE event(ocel_id TEXT PRIMARY KEY, ocel_type TEXT); CREATE TABLE object(ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
CREATE TABLE event_object(ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
CREATE TABLE object_object(ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT);
";
	sub sqlite {
		my ($name, $more) = @_;
		my ($sql, %seen) = ($tables, ());
		for my $o (@objects) {
			$sql .= "CREATE TABLE \"object_T $o->[1]\"(ocel_id TEXT, ocel_time TIMESTAMP, ocel_changed_field TEXT, due TEXT);\n" .
				"INSERT INTO object_map_type VALUES('$o->[1]','T $o->[1]');\n" if !$seen{"o$o->[1]"}++;
			$sql .= "INSERT INTO object VALUES('$o->[0]','$o->[1]'); INSERT INTO \"object_T $o->[1]\" VALUES('$o->[0]','1970-01-01 00:00:00',NULL," .
				($o->[2]{due} ? "'$o->[2]{due}'" : 'NULL') . ");\n";
		}
		for my $e (@events) {
			$sql .= "CREATE TABLE \"event_$e->[1]\"(ocel_id TEXT PRIMARY KEY, ocel_time TIMESTAMP);\n" .
				"INSERT INTO event_map_type VALUES('$e->[1]','$e->[1]');\n" if !$seen{"e$e->[1]"}++;
			$sql .= "INSERT INTO event VALUES('$e->[0]','$e->[1]'); INSERT INTO \"event_$e->[1]\" VALUES('$e->[0]','$e->[2]');\n";
			$sql .= "INSERT INTO event_object VALUES('$e->[0]','$_','q');\n" for @{ $e->[3] };
		}
		$sql .= $more // '';
		utf8::encode($sql);
		unlink "$dir/$name";
		spew('sql', $sql);
		system("sqlite3 $dir/$name < $dir/sql") == 0 or die 'sqlite3';
	}
	sqlite('log.sqlite');
	for my $words ('--object order', '--object item --holder order', '', '--object order --due due') {
		is_deeply((mined("log.sqlite $words"))[0], (mined("log.json $words"))[0], "SQLite, $words");
	}
	for (
		[ 'ocel.time', "UPDATE event_send SET ocel_time = 'soon'" ], [ 'ocel.untimed', 'DELETE FROM event_send' ],
		[ 'ocel.stray', "INSERT INTO event_send VALUES('e9','2026-01-01')" ], [ 'ocel.missing', "DELETE FROM object WHERE ocel_id = 'i1'; DELETE FROM \"object_T item\" WHERE ocel_id = 'i1'" ],
		[ 'ocel.table', 'DROP TABLE event_send' ], [ 'ocel.table', 'ALTER TABLE event RENAME TO e; CREATE VIEW event AS SELECT * FROM e' ],
		[ 'ocel.table', "DROP TABLE event_object; CREATE VIRTUAL TABLE event_object USING fts5(ocel_event_id, ocel_object_id, ocel_qualifier)" ],
		[ 'ocel.sqlite', 'ALTER TABLE event_object RENAME COLUMN ocel_object_id TO x' ],
		[ 'ocel.sqlite', "UPDATE event SET ocel_type = hex(zeroblob(2000000)) WHERE ocel_id = 'e1'" ],
		[ 'ocel.utf8', "UPDATE event SET ocel_type = CAST(x'ff' AS TEXT) WHERE ocel_id = 'e1'" ],
	) {
		sqlite('bad.sqlite', "$_->[1];\n");
		my ($e, $s) = mined('bad.sqlite');
		is("$s $e->{code}", "1 $_->[0]", "SQLite: $_->[0] by name") or diag explain $e;
	}
	my $bytes = do { open my $h, '<:raw', "$dir/log.sqlite" or die; local $/; <$h> };
	spew('cut.sqlite', substr $bytes, 0, 9000);
	is((mined('cut.sqlite'))[0]{code}, 'ocel.sqlite', 'SQLite: cut off');
	# Names of columns and tables are bytes as well, and none of them gets into what is said.
	sqlite('named.sqlite', "ALTER TABLE event_send ADD COLUMN zzzz TEXT; UPDATE event_send SET zzzz = 'a';\n");
	$bytes = do { open my $h, '<:raw', "$dir/named.sqlite" or die; local $/; <$h> };
	spew('bytes.sqlite', $bytes =~ s/zzzz/\xff\xfezz/gr);
	is((mined('bytes.sqlite'))[0]{code}, 'ocel.utf8', 'SQLite: a column of no text');
	spew('schema.sqlite', $bytes =~ s/event_send/ev\xffnt_send/gr =~ s/CREATE TABLE "ev/CREATX TABLE "ev/r);
	is((mined('schema.sqlite'))[0]{code}, 'ocel.sqlite', 'SQLite: a structure that is none, told in text');
}
done_testing();
