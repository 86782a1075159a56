#!/usr/bin/perl
# Who gets which post when units end: a table handed in on a page, changed row by row, looked at with
# what it brings, and given when the reorganisation is begun; the same by the API.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Api;
use JSON::PP;
use Test::More;

sub has { my ($r, $what, $name) = @_; return ok($r->{body} =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok($r->{body} !~ $what, $name) || diag("has $what") }

my ($june, $july) = ('2026-06-30T08:00', '2026-07-01T07:30');
my $o = Office->new(clock => '2026-06-15T07:30', people => {});
$o->act([ qt => succeed_unit => { unit => '25195', new => '25210', from => '2026-07-01', scope => 'all' } ],
	[ qt => close_unit => { unit => '25195', to => '2026-07-01' } ]);
$o->act(map { my ($key, $post, $unit) = @$_; ([ qt => add_person => { key => $key, name => "Ten \u$key" } ],
	[ qt => assign => { person => $key, unit => $unit, post => $post } ]) }
	[ tu => 'head', '25195.vhxh' ], [ ba => 'officer', '25195.vhxh' ], [ be => 'officer', '25195.vhxh' ], [ lan => 'clerk', '25210.mc' ]);
$o->act(map { [ qt => import_open => { code => sprintf('H19.1-260630-%04d', $_), source => 'cu', procedure => '1.001193',
	channel => 'counter', receiving => '25195.mc', competent => '25195', owner => { name => "Nguoi $_" },
	received_at => '2026-06-30T07:45', due => '2026-07-02T17:00', step => 's2', holder => $_ % 2 ? 'ba' : 'be' }, $june ] } 1 .. 6);
my $api = Api->new(office => $o, tokens => { qt => 'qt org.act', lan => 'lan org.act', mute => 'qt dossiers.read' });
$o->serve(clock => '2026-07-01T08:00');

my ($page, $line) = ('/admin/reform/people', '----WebKitFormBoundaryAbc123');
sub table_id { my ($r) = @_; my ($v) = $r->{body} =~ /name="table" value="([^"]*)"/; return $v }
# The file last, as a browser sends it.
sub upload {
	my ($text, %more) = @_;
	my %field = (token => $o->hidden_token('qt'), on => '2026-07-01', table => table_id($o->get(qt => "$page?on=2026-07-01")), %more);
	my $body = join('', map { "--$line\r\nContent-Disposition: form-data; name=\"$_\"\r\n\r\n$field{$_}\r\n" } sort keys %field);
	$body .= "--$line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"nhan su.csv\"\r\nContent-Type: text/csv\r\n\r\n$text\r\n--$line--\r\n";
	return $o->{served}->post($page, $body, Cookie => $o->{jar}{qt}, 'Content-Type' => "multipart/form-data; boundary=$line");
}
sub row {
	my ($verb, %field) = @_;
	return $o->post(qt => "$page/$verb", on => '2026-07-01', table => table_id($o->get(qt => "$page?on=2026-07-01")), %field);
}

# --- what there is before ---
is($o->get(lan => "$page?on=2026-07-01")->{status}, 403, 'the administrator alone');
is($o->get(qt => "$page?on=2026-13-01")->{status}, 422, 'of a day there is');
my $r = $o->get(qt => "$page?on=2026-07-01");
has($r, qr{Chưa có hàng nào}, 'there is no table yet');
has($r, qr{3 vị trí cuối cùng sẽ mất}, 'and whose last posts end');
has($r, qr{&amp;person=tu&amp;unit=25210\.vhxh&amp;post=head#row}, 'each with the post in the place of theirs');
has($o->get(qt => "$page?on=2026-07-01&person=tu&unit=25210.vhxh&post=head"), qr{name="person" value="tu"}, 'ready to be added');

# --- a file ---
is(upload("who,unit,post\ntu,25210.vhxh,head\n")->{status}, 422, 'a table without its heads is refused');
$r = upload("# from the office of staff\nperson,unit,post\ntu,25210.vhxh,head\n\nghost,25210.vhxh,officer\nbe,25210.vhxh,king\n");
is($r->{status}, 303, 'one with rows that are wrong is taken, to be put right') or diag $r->{body};
$r = $o->get(qt => "$page?on=2026-07-01");
has($r, qr{2 hàng của bảng bố trí người chưa đúng}, 'and counted');
has($r, qr{<td class="num" data-name="Hàng">5</td>.*?ghost.*?<span class="wrong">[^<]*ghost[^<]*</span>}s, 'a person unknown, in the line of the file');
has($r, qr{<td class="num" data-name="Hàng">6</td>.*?<span class="wrong">[^<]*king[^<]*</span>}s, 'a post that is none');
is($o->post(qt => '/admin/reform', on => '2026-07-01', minutes => '12/BB')->{status}, 422, 'with wrong rows it is not begun');
is(upload("person,unit,post\n", table => 'elsewhere')->{status}, 409, 'what somebody else changed meanwhile is not written over');

# --- rows ---
$r = $o->get(qt => "$page?on=2026-07-01&line=6");
has($r, qr{name="line" value="6"}, 'a row to be changed');
has($r, qr{name="person" value="be"}, 'as it stands');
$r = row('row', line => 6, person => 'be', unit => '25210.nowhere', post => 'officer');
is($r->{status}, 422, 'changed to what is wrong');
has($r, qr{<span class="wrong" id="row-unit-wrong">[^<]*25210\.nowhere}, 'it is said beside the field');
is(row('row', line => 6, person => 'be', unit => '25210.vhxh', post => 'officer')->{status}, 303, 'changed to what is good');
is(row('drop', line => 5)->{status}, 303, 'one is left out');
is(row('row', person => 'tu', unit => '25210.vhxh', post => 'head')->{status}, 422, 'the same twice is refused');
$r = $o->get(qt => "$page/../people.csv?on=2026-07-01" =~ s{people/\.\./}{}r);
is($r->{body}, qq{person,unit,post\n\n"tu","25210.vhxh","head"\n\n\n"be","25210.vhxh","officer"\n}, 'the table as a file, each row in its line');
has($o->get(qt => "$page?on=2026-07-01"), qr{1 vị trí cuối cùng sẽ mất}, 'who is in it has a post');
is(row('fill')->{status}, 303, 'all the others at once');
hasnt($o->get(qt => "$page?on=2026-07-01"), qr{vị trí cuối cùng sẽ mất}, 'then everybody has');

# --- looked at with it; nothing was done ---
$r = $o->get(qt => '/admin/reform?on=2026-07-01');
has($r, qr{<dt>Chuyển được ngay</dt><dd>6</dd>}, 'with the table all can pass');
has($r, qr{<dt>Người không còn vị trí nào</dt><dd>0</dd>}, 'and nobody is left without a post');
has($r, qr{3 vị trí theo bảng bố trí người}, 'so it is told');
is($o->get(qt => '/admin/people/tu')->{body} =~ /25210\.vhxh/ ? 'given' : 'not given', 'not given', 'no post was given');
has($o->get(qt => '/admin/reform?on=2026-07-02'), qr{<dt>Chuyển được ngay</dt><dd>0</dd>}, 'another day has another table');

# --- the API ---
my $csv = "person,unit,post\ntu,25210.vhxh,head\nghost,25210.vhxh,officer\n";
Api::refused($api->get('lan', '/api/v1/reform?on=2026-07-01'), 403, 'right.admin', 'nobody else');
Api::refused($api->get('mute', '/api/v1/reform?on=2026-07-01'), 403, 'api.scope', 'nor by another scope');
Api::refused($api->get('qt', '/api/v1/reform?on=never'), 422, 'time.day', 'no day');
my $plan = $api->get('qt', '/api/v1/reform?on=2026-07-01')->{json};
is_deeply([ @{ $plan->{sums} }{qw(dossiers passing stuck posts without_post)} ], [ 6, 0, 6, 3, 3 ], 'as it is without a table');
is(scalar @{ $plan->{open} }, 6, 'what does not pass by itself is listed');
is_deeply($plan->{passed}, [], 'nothing was passed yet');
my $checked = $api->post('qt', '/api/v1/reform/check', encode_json({ on => '2026-07-01', people => $csv }))->{json};
is_deeply([ map { "$_->{line} $_->{column} $_->{key}" } @{ $checked->{people}{wrong} } ], ['3 person person.unknown'], 'each wrong row by its line and column');
$csv =~ s/ghost/be/;
$checked = $api->post('qt', '/api/v1/reform/check', encode_json({ on => '2026-07-01', people => $csv }))->{json};
is_deeply([ $checked->{people}{rows}, $checked->{sums}{passing}, $checked->{sums}{without_post} ], [ 2, 6, 1 ], 'and what a good one brings');
Api::refused($api->post('qt', '/api/v1/reform/check', 'on=2026-07-01', 'Content-Type' => 'text/csv'), 415, 'api.type', 'another type');
Api::refused($api->post('qt', '/api/v1/reform', encode_json({ on => '2026-07-02', minutes => '12/BB' })), 409, 'reform.day', 'not before the day');
Api::refused($api->post('qt', '/api/v1/reform', encode_json({ on => '2026-07-01' })), 422, 'arg.empty', 'not without minutes');
Api::refused($api->post('qt', '/api/v1/reform', encode_json({ on => '2026-07-01', minutes => '12/BB', people => "person,unit,post\nx,y,z\n" })),
	422, 'reform.places.wrong', 'not with wrong rows');
is($api->get('qt', '/api/v1/reform/25195/25210/minutes.pdf?on=2026-07-01')->{header}{'content-type'}, 'application/pdf', 'the draft of the minutes');
Api::refused($api->get('qt', '/api/v1/reform/25195/25210/minutes.pdf?on=2026-07-01&done=12%2FBB'), 404, 'reform.pair.none', 'and none of what was not done');

# --- begun, on the page, with its table ---
is($o->post(qt => '/admin/reform', on => '2026-07-01', minutes => '12/BB')->{status}, 303, 'begun');
my $run;
for (1 .. 200) {
	$run = $api->get('qt', '/api/v1/reform?on=2026-07-01')->{json};
	last if !$run->{run}{under_way};
	select undef, undef, undef, 0.05;
}
is_deeply([ @{ $run->{run} }{qw(begun passed left posts_given posts_ended failed)} ], [ JSON::PP::true, 6, 0, 3, 3, undef ], 'posts first, then the dossiers, then the old posts');
is_deeply($run->{passed}, [ { minutes => '12/BB', from => '25195', to => '25210', dossiers => 6, persons => 3 } ], 'as the ledger tells');
has($o->get(qt => '/admin/reform?on=2026-07-01'), qr{Đã giao 3 vị trí theo bảng}, 'the page says so too');
has($o->get(qt => '/dossiers/H19.1-260630-0001'), qr{ba}, 'who went along');
is(decode_json(`$ENV{DUNGHEN} dossier show H19.1-260630-0001 --db $o->{db} --json`)->{holder}{person}, 'ba', 'has it still');
is($api->get('qt', '/api/v1/reform/25195/25210/minutes.pdf?on=2026-07-01&done=12%2FBB')->{header}{'content-type'}, 'application/pdf', 'the minutes of what was done');
my $again = $api->post('qt', '/api/v1/reform', encode_json({ on => '2026-07-01', minutes => '12/BB', people => $csv }))->{json};
is($again->{run}{begun}, JSON::PP::true, 'begun anew by the API');
for (1 .. 200) {
	$run = $api->get('qt', '/api/v1/reform?on=2026-07-01')->{json};
	last if !$run->{run}{under_way};
	select undef, undef, undef, 0.05;
}
is_deeply([ @{ $run->{run} }{qw(passed posts_given)} ], [ 0, 0 ], 'it does nothing twice');
is(row('clear')->{status}, 303, 'the table is left out');
has($o->get(qt => "$page?on=2026-07-01"), qr{Chưa có hàng nào}, 'and gone');
$api->check;
done_testing();
