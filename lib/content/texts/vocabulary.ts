// Words without apostrophes, quotes or marks that any format would have to escape.

export const adjectives =
  'amber ancient brave bright calm careful cheerful clever copper curious dusty eager early elegant faithful famous floating forgotten friendly gentle golden green hidden honest humble invisible jolly kindly large lazy little lonely lucky marble mild modest muddy narrow noble patient peaceful pleasant polite proud purple quiet rapid rare round rusty salty second serious silver sleepy slender small solemn spare steady striped sturdy sunny tall tender thoughtful tidy tiny upright velvet warm whole wide wooden yellow'.split(
    ' ',
  )

export const nouns =
  'accordion almanac anchor atlas balloon barometer bicycle blanket bridge butter button candle canoe carpet castle cellar chimney clock cloud comet compass cottage cupboard dictionary ferry fountain garden gardener goose hammock harbour hedgehog island kettle kitchen ladder lantern letter library lighthouse map mayor meadow mirror moon museum needle notebook orchard orchestra otter owl parade parcel pebble pelican pendulum piano pigeon pocket postcard pumpkin railway raincoat river rowing-boat sandwich saucepan schoolhouse shadow snail sparrow spoon staircase station suitcase sundial tailor teapot telescope thimble tortoise tram trumpet tunnel turnip umbrella valley violin wardrobe waterfall weathercock whistle windmill window'.split(
    ' ',
  )

/** What is done to something: as it is and as it was. */
export const transitiveVerbs = [
  ...['admire admired', 'answer answered', 'borrow borrowed', 'catch caught', 'count counted', 'describe described'],
  ...['draw drew', 'empty emptied', 'find found', 'fold folded', 'follow followed', 'forgive forgave'],
  ...['greet greeted', 'hide hid', 'invent invented', 'invite invited', 'lift lifted', 'measure measured'],
  ...[
    'mend mended',
    'paint painted',
    'polish polished',
    'praise praised',
    'recognise recognised',
    'remember remembered',
  ],
  ...['repair repaired', 'sketch sketched', 'study studied', 'surprise surprised', 'thank thanked', 'weigh weighed'],
].map((forms) => forms.split(' ') as [string, string])

/** What is done without anything: as it is and as it was. */
export const intransitiveVerbs = [
  ...['agree agreed', 'arrive arrived', 'blush blushed', 'dance danced', 'disappear disappeared', 'dream dreamed'],
  ...['drift drifted', 'hesitate hesitated', 'hum hummed', 'laugh laughed', 'nod nodded', 'practise practised'],
  ...['return returned', 'shine shone', 'sing sang', 'sleep slept', 'sneeze sneezed', 'spin spun'],
  ...['wait waited', 'wander wandered', 'whisper whispered', 'whistle whistled', 'wink winked', 'yawn yawned'],
].map((forms) => forms.split(' ') as [string, string])

export const adverbs =
  'again,alone,aloud,at once,backwards,by heart,carefully,cheerfully,eagerly,for hours,gladly,gracefully,in earnest,in turn,indoors,nearby,on purpose,patiently,politely,quietly,seriously,slowly,softly,together,twice,upstairs,with care'.split(
    ',',
  )

/** Where and when; a sentence begins or ends with one. */
export const circumstances = [
  ...[
    'after the rain',
    'at the edge of town',
    'at half past four',
    'at the second stroke of the bell',
    'before breakfast',
  ],
  ...['behind the bakery', 'below the stairs', 'beside the river', 'between two showers', 'by candlelight'],
  ...['during the long intermission', 'for the third time that week', 'in a borrowed hat', 'in alphabetical order'],
  ...['in broad daylight', 'in the month of May', 'in the reading room', 'late on a Tuesday', 'near the old harbour'],
  ...['not far from the station', 'on the first day of spring', 'on the way home', 'on the longest day of the year'],
  ...['over a cup of tea', 'shortly before noon', 'somewhere in the north', 'to the sound of a distant piano'],
  ...['under the apple tree', 'with the greatest of care', 'without a single word', 'without so much as a map'],
]

export const manyOf = ['three', 'four', 'seven', 'nine', 'twelve', 'a dozen', 'nineteen', 'forty', 'a hundred']

/** Something to say where there is no room for a sentence: one for each length from 1 to 29 bytes. */
export const shortRemarks = [
  ...['.', 'Oh', 'Oh.', 'Yes.', 'Well.', 'Quite.', 'Indeed.', 'Perhaps.', 'So it is.', 'And so on.', 'It was May.'],
  ...['It was late.', 'The owl knew.', 'The snail won.', 'Everyone slept.', 'The tram waited.', 'Nobody else knew.'],
  ...['The kettle hummed.', 'The otter was home.', 'It rained all night.', 'It rained on Tuesday.'],
  ...['So the parade went on.', 'The moon was out again.', 'The teapot was to blame.', 'The sparrow had a ticket.'],
  ...['The sparrow had no ticket.', 'Only the lighthouse stayed.', 'The mayor lost his umbrella.'],
  ...['The turnips were still there.'],
]
